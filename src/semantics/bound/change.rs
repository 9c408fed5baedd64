//! What clauses change: creating, merging, setting, removing, deleting.

use super::{Expression, Name, PathPattern, Properties, Slot};
use crate::span::Span;

/// `CREATE`: nodes and relationships in the order in which they are made, then the paths over them.
#[derive(Clone, Debug)]
pub struct Create {
    /// In order of the text; a relationship comes after its ends. Nodes that were bound before do not appear.
    pub items: Vec<CreateItem>,
    /// Named paths.
    pub paths: Vec<NamedPath>,
    /// Labels of the new nodes that are computed.
    pub computed: Vec<SetItem>,
    /// The clause.
    pub span: Span,
}

/// One thing to create.
#[derive(Clone, Debug)]
pub enum CreateItem {
    /// A node.
    Node {
        /// Its variable.
        slot: Slot,
        /// Its labels, each once.
        labels: Vec<Name>,
        /// Its properties.
        properties: Properties,
        /// The pattern.
        span: Span,
    },
    /// A relationship.
    Relationship {
        /// Its variable.
        slot: Slot,
        /// Its type.
        kind: CreatedType,
        /// Start node, by the direction of the arrow.
        start: Slot,
        /// End node.
        end: Slot,
        /// Its properties.
        properties: Properties,
        /// The pattern.
        span: Span,
    },
}

/// The type of a relationship that is created.
#[derive(Clone, Debug)]
pub enum CreatedType {
    /// Written.
    Name(Name),
    /// `$(value)`: the one text that the value is or holds.
    Computed(Expression),
}

/// A path put together from bound variables.
#[derive(Clone, Debug)]
pub struct NamedPath {
    /// The path's variable.
    pub slot: Slot,
    /// Node, relationship, node, ... in the order walked.
    pub elements: Vec<Slot>,
}

/// `MERGE path ON CREATE SET ... ON MATCH SET ...`. Node patterns whose variable was bound before are marked so.
#[derive(Clone, Debug)]
pub struct Merge {
    /// What to find or else to create; an undirected relationship is created from left to right.
    pub path: PathPattern,
    /// After creating.
    pub on_create: Vec<SetItem>,
    /// After finding.
    pub on_match: Vec<SetItem>,
    /// Slots that this clause binds.
    pub introduces: Vec<Slot>,
    /// The clause.
    pub span: Span,
}

/// One assignment.
#[derive(Clone, Debug)]
pub enum SetItem {
    /// `entity.key = value`; null removes.
    Property {
        /// A node, a relationship, or null (then nothing happens).
        entity: Expression,
        /// The property key.
        key: Name,
        /// Its new value.
        value: Expression,
    },
    /// `entity[key] = value`.
    DynamicProperty {
        /// A node, a relationship, or null.
        entity: Expression,
        /// The property key, computed.
        key: Expression,
        /// Its new value.
        value: Expression,
    },
    /// `entity = map`: all properties are replaced.
    Replace {
        /// A node, a relationship, or null.
        entity: Expression,
        /// A map, node or relationship.
        value: Expression,
    },
    /// `entity += map`: properties are added or, by null, removed.
    Add {
        /// A node, a relationship, or null.
        entity: Expression,
        /// A map, node or relationship.
        value: Expression,
    },
    /// `entity:Label1:Label2`.
    Labels {
        /// A node or null.
        entity: Expression,
        /// The labels to add.
        labels: Vec<Name>,
        /// More of them, each a text or a list of texts.
        computed: Vec<Expression>,
    },
}

/// One removal.
#[derive(Clone, Debug)]
pub enum RemoveItem {
    /// `entity.key`.
    Property {
        /// A node, a relationship, or null.
        entity: Expression,
        /// The property key.
        key: Name,
    },
    /// `entity[key]`.
    DynamicProperty {
        /// A node, a relationship, or null.
        entity: Expression,
        /// The property key, computed.
        key: Expression,
    },
    /// `entity:Label1:Label2`.
    Labels {
        /// A node or null.
        entity: Expression,
        /// The labels to remove.
        labels: Vec<Name>,
        /// More of them, each a text or a list of texts.
        computed: Vec<Expression>,
    },
}

/// `DELETE` and `DETACH DELETE`.
#[derive(Clone, Debug)]
pub struct Delete {
    /// Relationships of deleted nodes go too.
    pub detach: bool,
    /// Nodes, relationships, paths or null.
    pub targets: Vec<Expression>,
    /// The clause.
    pub span: Span,
}
