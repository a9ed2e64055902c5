//! In: the types of an edition. Out: the page that documents an edition for authors of layouts.
//!
//! Invariant: the page lists every type and field with its documentation. Nothing is listed by hand.

use serde_json::{Map, Value};

use super::model::Edition;

const INTRODUCTION: &str = include_str!("contract.md");

/// The contract page, in Markdown.
pub fn contract() -> String {
    let schema = schemars::schema_for!(Edition).to_value();
    let types = schema.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut page = format!("{INTRODUCTION}\n## The edition\n");
    page.push_str(&described("Edition", &schema));
    for (name, definition) in &types {
        page.push_str(&format!("\n## {name}\n"));
        page.push_str(&described(name, definition));
    }
    page
}

/// The description of a type, with its fields or its values.
fn described(name: &str, definition: &Value) -> String {
    let mut text = description(definition).map(|meaning| format!("\n{meaning}\n")).unwrap_or_default();
    if let Some(fields) = definition.get("properties").and_then(Value::as_object) {
        text.push_str(&table(fields, definition));
    }
    let values = values(definition);
    if !values.is_empty() {
        text.push_str("\n| value | means |\n| --- | --- |\n");
        text.extend(values.iter().map(|(value, meaning)| format!("| {value} | {meaning} |\n")));
    }
    if text.is_empty() { format!("\n{}\n", kind(definition).unwrap_or_else(|| name.to_owned())) } else { text }
}

fn description(definition: &Value) -> Option<String> {
    Some(definition.get("description")?.as_str()?.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn table(fields: &Map<String, Value>, definition: &Value) -> String {
    let required: Vec<&str> =
        definition.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let row = |(name, field): (&String, &Value)| {
        let kind = kind(field).unwrap_or_default();
        let kind = if required.contains(&name.as_str()) || kind.contains("`null`") {
            kind
        } else {
            format!("{kind}, may be missing")
        };
        format!("| `{name}` | {kind} | {} |\n", description(field).unwrap_or_default())
    };
    "\n| field | is | meaning |\n| --- | --- | --- |\n".to_owned() + &fields.iter().map(row).collect::<String>()
}

/// The type of a field, in a few words.
fn kind(field: &Value) -> Option<String> {
    if let Some(name) = field.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next()) {
        return Some(format!("[{name}](#{})", name.to_lowercase()));
    }
    if let Some(choices) = field.get("anyOf").and_then(Value::as_array) {
        return Some(choices.iter().filter_map(kind).collect::<Vec<_>>().join(" or "));
    }
    let one = |name: &str| match name {
        "array" => format!("list of {}", field.get("items").and_then(kind).unwrap_or_else(|| "anything".to_owned())),
        "null" => "`null`".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "string" => "text".to_owned(),
        other => other.to_owned(),
    };
    match field.get("type")? {
        Value::Array(names) => Some(names.iter().filter_map(Value::as_str).map(one).collect::<Vec<_>>().join(" or ")),
        name => name.as_str().map(one),
    }
}

/// The values of an enum with their meanings.
fn values(definition: &Value) -> Vec<(String, String)> {
    let choices = definition.get("oneOf").or(definition.get("anyOf")).and_then(Value::as_array);
    let own = definition.get("enum").map(|_| vec![definition.clone()]);
    choices.cloned().or(own).into_iter().flatten().flat_map(|choice| of_choice(&choice)).collect()
}

fn of_choice(choice: &Value) -> Vec<(String, String)> {
    let meaning = description(choice).unwrap_or_default();
    let quoted = |value: &Value| value.as_str().map(|text| format!("`\"{text}\"`"));
    if let Some(value) = choice.get("const").and_then(quoted) {
        return vec![(value, meaning)];
    }
    match choice.get("enum").and_then(Value::as_array) {
        Some(values) => values.iter().filter_map(quoted).map(|value| (value, String::new())).collect(),
        None => {
            let fields = choice.get("properties").and_then(Value::as_object).into_iter().flatten();
            let fields = fields.map(|(name, field)| format!("`{name}`: {}", kind(field).unwrap_or_default()));
            let shape = fields.collect::<Vec<_>>().join(", ");
            let shape =
                if shape.is_empty() { kind(choice).unwrap_or_default() } else { format!("a table with {shape}") };
            vec![(shape, meaning)]
        }
    }
}
