# Front matter as Ruby reads it: one line of JSON a file, [title, date, type of the date].
require 'date'
require 'json'
require 'yaml'
notation = ARGV.shift
ARGV.each do |path|
  text = File.read(path, encoding: 'UTF-8')
  data = notation == 'json' ? JSON.parse(text[/\A.*?^\}$/m]) : YAML.safe_load(text.split("---\n", 3)[1], permitted_classes: [Date])
  puts JSON.generate([data['title'], data['date'].to_s, data['date'].is_a?(Date) ? 'date' : 'string'])
end
