// Front matter as Go reads it: one line of JSON a file, [title, date, type of the date].
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"gopkg.in/yaml.v3"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, path := range os.Args[2:] {
		bytes, err := os.ReadFile(path)
		text := string(bytes)
		data := map[string]any{}
		switch os.Args[1] {
		case "yaml":
			err = yaml.Unmarshal([]byte(strings.SplitN(text, "---\n", 3)[1]), &data)
		case "toml":
			err = toml.Unmarshal([]byte(strings.SplitN(text, "+++\n", 3)[1]), &data)
		default:
			err = json.NewDecoder(strings.NewReader(text)).Decode(&data)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, path, err)
			os.Exit(1)
		}
		kind, date := "date", ""
		switch d := data["date"].(type) {
		case time.Time:
			date = d.Format("2006-01-02")
		case toml.LocalDate:
			date = d.String()
		default:
			kind, date = "string", fmt.Sprint(d)
		}
		line, _ := json.Marshal([]any{data["title"], date, kind})
		fmt.Fprintln(out, string(line))
	}
}
