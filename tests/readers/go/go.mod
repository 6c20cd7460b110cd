module readers

go 1.21

require (
	github.com/pelletier/go-toml/v2 v2.2.3
	gopkg.in/yaml.v3 v3.0.1
)
