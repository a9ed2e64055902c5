//! In: a JSON text with a long list. Out: its items one after the other.
//!
//! Invariant: holds one item at a time. What stands before a syntax error is given.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::MOST;

/// Gives the items of a list, or of the field `name` of an object, to `take`. Returns the error that ended it.
pub(super) fn each(text: &str, name: &str, mut take: impl FnMut(Value)) -> Option<serde_json::Error> {
    let mut source = serde_json::Deserializer::from_str(text);
    let read = List { name, take: &mut take }.deserialize(&mut source);
    read.and_then(|()| source.end()).err()
}

struct List<'a, F> {
    name: &'a str,
    take: &'a mut F,
}

impl<'de, F: FnMut(Value)> DeserializeSeed<'de> for List<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Value)> Visitor<'de> for List<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of posts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut count = 0_usize;
        while let Some(item) = items.next_element()? {
            if count == MOST {
                return Err(Error::custom(format!("more than {MOST} posts; split it")));
            }
            count = count.saturating_add(1);
            (self.take)(item);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<String>()? {
            if name == self.name {
                // The field itself must be a list, so objects do not nest here.
                fields.next_value_seed(Items(&mut *self.take))?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Items<'a, F>(&'a mut F);

impl<'de, F: FnMut(Value)> DeserializeSeed<'de> for Items<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(List { name: "", take: self.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> (Vec<Value>, bool) {
        let mut items = Vec::new();
        let mistake = each(text, "items", |item| items.push(item));
        (items, mistake.is_some())
    }

    #[test]
    fn the_items_before_a_mistake_are_given() {
        assert_eq!(given("[1, 2]"), (vec![1.into(), 2.into()], false));
        assert_eq!(given(r#"{"a":[0],"items":[1,{"items":[3]}]}"#).0.len(), 2);
        assert_eq!(given(r#"{"items":[1,2,"#), (vec![1.into(), 2.into()], true));
        for none in ["", "1", r#"{"items":{"items":[1]}}"#, &"[".repeat(100_000)] {
            assert_eq!(given(none), (Vec::new(), true));
        }
    }
}
