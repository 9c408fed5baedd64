//! Values as the conformance kit writes them, for comparing what is expected with what came.

use std::collections::BTreeMap;

/// A value without identity: two nodes with the same labels and properties are the same.
#[derive(Clone, Debug)]
pub enum Shown {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Shown>),
    Map(BTreeMap<String, Shown>),
    Node(Vec<String>, BTreeMap<String, Shown>),
    Relationship(String, BTreeMap<String, Shown>),
    /// Nodes, and relationships with whether they point forward.
    Path(Vec<Shown>, Vec<(bool, Shown)>),
}

impl Shown {
    /// A key that is equal for equal values; with `bags`, lists are equal in any order.
    pub fn key(&self, bags: bool) -> String {
        let all = |items: &[Shown]| items.iter().map(|item| item.key(bags)).collect::<Vec<_>>();
        let map = |map: &BTreeMap<String, Shown>| {
            map.iter().map(|(key, value)| format!("{key:?}: {}", value.key(bags))).collect::<Vec<_>>().join(", ")
        };
        match self {
            Shown::Null => "null".into(),
            Shown::Boolean(value) => value.to_string(),
            Shown::Integer(value) => value.to_string(),
            Shown::Float(value) if value.is_nan() => "NaN".into(),
            // The kit writes negative zero without its sign.
            Shown::Float(value) => format!("{:?}f", value + 0.0),
            Shown::Text(value) => format!("{value:?}"),
            Shown::List(items) => {
                let mut items = all(items);
                if bags {
                    items.sort();
                }
                format!("[{}]", items.join(", "))
            }
            Shown::Map(entries) => format!("{{{}}}", map(entries)),
            Shown::Node(labels, properties) => {
                let mut labels = labels.clone();
                labels.sort();
                format!("(:{} {{{}}})", labels.join(":"), map(properties))
            }
            Shown::Relationship(kind, properties) => format!("[:{kind} {{{}}}]", map(properties)),
            Shown::Path(nodes, relationships) => {
                let steps =
                    relationships.iter().map(|(forward, relationship)| format!("{forward}{}", relationship.key(bags)));
                format!("<{} {}>", all(nodes).join(" "), steps.collect::<Vec<_>>().join(" "))
            }
        }
    }
}

/// Reads a cell. `None` when it is not written as the kit writes values.
pub fn read(text: &str) -> Option<Shown> {
    let mut reader = Reader { text: text.trim() };
    let value = reader.value()?;
    reader.text.is_empty().then_some(value)
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    fn take(&mut self, word: &str) -> bool {
        match self.text.strip_prefix(word) {
            Some(rest) => {
                self.text = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn value(&mut self) -> Option<Shown> {
        match self.text.chars().next()? {
            '\'' => self.string().map(Shown::Text),
            '{' => self.map().map(Shown::Map),
            '(' => self.node(),
            '<' => self.path(),
            '[' if self.text[1..].trim_start().starts_with(':') => self.relationship(),
            '[' => self.list(),
            _ => self.scalar(),
        }
    }

    fn scalar(&mut self) -> Option<Shown> {
        let end = self.text.find([',', ']', '}', ')', '>']).unwrap_or(self.text.len());
        let word = self.text[..end].trim();
        let value = match word {
            "null" => Shown::Null,
            "true" => Shown::Boolean(true),
            "false" => Shown::Boolean(false),
            "NaN" => Shown::Float(f64::NAN),
            "Inf" => Shown::Float(f64::INFINITY),
            "-Inf" => Shown::Float(f64::NEG_INFINITY),
            _ => match word.parse::<i64>() {
                Ok(value) => Shown::Integer(value),
                Err(_) => Shown::Float(word.parse().ok()?),
            },
        };
        self.text = &self.text[end..];
        Some(value)
    }

    fn string(&mut self) -> Option<String> {
        let mut value = String::new();
        let mut characters = self.text[1..].char_indices();
        while let Some((place, character)) = characters.next() {
            match character {
                '\'' => {
                    self.text = self.text[1 + place + 1..].trim_start();
                    return Some(value);
                }
                '\\' => match characters.next()?.1 {
                    'n' => value.push('\n'),
                    't' => value.push('\t'),
                    other => value.push(other),
                },
                other => value.push(other),
            }
        }
        None
    }

    fn list(&mut self) -> Option<Shown> {
        self.take("[");
        let mut items = Vec::new();
        while !self.take("]") {
            items.push(self.value()?);
            self.text = self.text.trim_start();
            if !self.take(",") && !self.text.starts_with(']') {
                return None;
            }
        }
        Some(Shown::List(items))
    }

    fn map(&mut self) -> Option<BTreeMap<String, Shown>> {
        self.take("{");
        let mut entries = BTreeMap::new();
        while !self.take("}") {
            let (key, rest) = self.text.split_once(':')?;
            self.text = rest.trim_start();
            entries.insert(key.trim().trim_matches('`').to_owned(), self.value()?);
            self.text = self.text.trim_start();
            if !self.take(",") && !self.text.starts_with('}') {
                return None;
            }
        }
        Some(entries)
    }

    fn name(&mut self) -> String {
        let end = self.text.find([':', ' ', '{', ')', ']']).unwrap_or(self.text.len());
        let name = self.text[..end].to_owned();
        self.text = self.text[end..].trim_start();
        name
    }

    fn labels(&mut self) -> Vec<String> {
        let mut labels = Vec::new();
        while self.take(":") {
            labels.push(self.name());
        }
        labels
    }

    fn properties(&mut self) -> Option<BTreeMap<String, Shown>> {
        if self.text.starts_with('{') { self.map() } else { Some(BTreeMap::new()) }
    }

    fn node(&mut self) -> Option<Shown> {
        self.take("(");
        let labels = self.labels();
        let properties = self.properties()?;
        self.take(")").then_some(Shown::Node(labels, properties))
    }

    fn relationship(&mut self) -> Option<Shown> {
        self.take("[");
        let kind = self.labels().pop()?;
        let properties = self.properties()?;
        self.take("]").then_some(Shown::Relationship(kind, properties))
    }

    fn path(&mut self) -> Option<Shown> {
        self.take("<");
        let mut nodes = vec![self.node()?];
        let mut relationships = Vec::new();
        while !self.take(">") {
            let backward = self.take("<-");
            if !backward && !self.take("-") {
                return None;
            }
            let relationship = self.relationship()?;
            let forward = self.take("->");
            if forward == backward || (backward && !self.take("-")) {
                return None;
            }
            relationships.push((forward, relationship));
            nodes.push(self.node()?);
        }
        Some(Shown::Path(nodes, relationships))
    }
}

#[test]
fn values_are_read_as_the_kit_writes_them() {
    for (text, key) in [
        ("[1, 'a', null]", "[1, \"a\", null]"),
        ("{a: {b: 1.5}, c: []}", "{\"a\": {\"b\": 1.5f}, \"c\": []}"),
        ("(:B:A {x: 'it\\'s'})", "(:A:B {\"x\": \"it's\"})"),
        ("()", "(: {})"),
        ("[[:T {x: -1}]]", "[[:T {\"x\": -1}]]"),
        ("<(:A)-[:R]->()<-[:S]-(:B)>", "<(:A {}) (: {}) (:B {}) true[:R {}] false[:S {}]>"),
    ] {
        assert_eq!(read(text).map(|value| value.key(false)).as_deref(), Some(key), "{text}");
    }
    assert!(read("[1").is_none());
}
