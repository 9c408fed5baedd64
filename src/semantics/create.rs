//! `CREATE` and `MERGE`: patterns that make what they describe.

use super::binder::{Binder, Checked, already_bound, syntax};
use super::bound::{
    Create, CreateItem, CreatedType, Expression, Merge, Name, NamedPath, Properties, SetItem, Slot, SlotKind,
};
use super::pattern::{Declared, NewVariables};
use super::types::Type;
use crate::span::Span;
use crate::syntax::tree::{self, Arrow, ComputedLabels, ExpressionKind, LabelExpression, PathElement};

impl Binder<'_> {
    pub fn create(&mut self, pattern: &tree::Pattern, span: Span) -> Checked<Create> {
        let mut items = Vec::new();
        let (mut paths, mut computed) = (Vec::new(), Vec::new());
        for path in &pattern.paths {
            let elements = self.created_path(path, &mut items, &mut computed)?;
            if let Some(name) = &path.variable {
                let slot = self.declare_new(name, SlotKind::Path, Type::Path)?;
                paths.push(NamedPath { slot, elements });
            }
        }
        Ok(Create { items, paths, computed, span })
    }

    /// Adds what the path creates; its elements in the order written.
    fn created_path(
        &mut self,
        path: &tree::PathPattern,
        items: &mut Vec<CreateItem>,
        computed: &mut Vec<SetItem>,
    ) -> Checked<Vec<Slot>> {
        plain_path(path, "CREATE")?;
        let alone = path.elements.len() == 1;
        let mut slots = Vec::new();
        let mut pending: Option<&tree::RelationshipPattern> = None;
        for element in &path.elements {
            match element {
                PathElement::Node(node) => {
                    let right = self.created_node(node, alone, items, computed)?;
                    if let (Some(relationship), Some(left)) = (pending.take(), slots.last().copied()) {
                        slots.push(self.created_relationship(relationship, left, right, items)?);
                    }
                    slots.push(right);
                }
                PathElement::Relationship(relationship) => pending = Some(relationship),
                PathElement::Group(_) => {}
            }
        }
        Ok(slots)
    }

    fn created_node(
        &mut self,
        node: &tree::NodePattern,
        alone: bool,
        items: &mut Vec<CreateItem>,
        computed: &mut Vec<SetItem>,
    ) -> Checked<Slot> {
        refuse_filter(node.filter.as_ref(), "CREATE")?;
        if let Some(name) = &node.variable
            && let Some(slot) = self.scope.get(&name.text)
        {
            self.existing_node(name, node, alone)?;
            self.read(slot);
            return Ok(slot);
        }
        let (labels, more) = conjunction(node.labels.as_ref())?;
        let more = more.iter().map(|labels| self.label_names(&labels.value)).collect::<Checked<Vec<_>>>()?;
        let properties = self.created_properties(node.properties.as_ref())?;
        let slot = match &node.variable {
            Some(name) => self.declare_new(name, SlotKind::Node, Type::Node)?,
            None => self.slot(None, SlotKind::Node, Type::Node),
        };
        items.push(CreateItem::Node { slot, labels, properties, span: node.span });
        if !more.is_empty() {
            let entity = Expression::slot(slot, node.span);
            computed.push(SetItem::Labels { entity, labels: Vec::new(), computed: more });
        }
        Ok(slot)
    }

    /// A variable that is there already may only be an end of something new.
    fn existing_node(&self, name: &tree::Name, node: &tree::NodePattern, alone: bool) -> Checked<()> {
        let slot = self.scope.get(&name.text);
        if let Some(kind) = slot.map(|slot| self.type_of(slot))
            && !kind.may_be(|kind| *kind == Type::Node)
        {
            let message = format!("`{}` is {} and cannot be a node too", name.text, kind.name());
            return Err(syntax("VariableTypeConflict", message, name.span));
        }
        if alone || node.labels.is_some() || node.properties.is_some() {
            return Err(already_bound(name).with_hint(
                "a variable that is there already can only be an end of a relationship, without labels and properties",
            ));
        }
        Ok(())
    }

    fn created_relationship(
        &mut self,
        relationship: &tree::RelationshipPattern,
        left: Slot,
        right: Slot,
        items: &mut Vec<CreateItem>,
    ) -> Checked<Slot> {
        if let Some(name) = &relationship.variable
            && self.scope.get(&name.text).is_some()
        {
            return Err(already_bound(name));
        }
        let kind = match &relationship.types {
            Some(LabelExpression::Computed(computed)) => {
                refuse_filter(relationship.filter.as_ref(), "CREATE")?;
                CreatedType::Computed(self.label_names(&computed.value)?)
            }
            _ => CreatedType::Name(single_type(relationship, "CREATE")?),
        };
        if matches!(relationship.arrow, Arrow::Either | Arrow::Both) {
            return Err(syntax(
                "RequiresDirectedRelationship",
                "a relationship to create needs one direction",
                relationship.span,
            )
            .with_hint("write `-[…]->` or `<-[…]-`"));
        }
        let properties = self.created_properties(relationship.properties.as_ref())?;
        let slot = match &relationship.variable {
            Some(name) => self.declare_new(name, SlotKind::Relationship, Type::Relationship)?,
            None => self.slot(None, SlotKind::Relationship, Type::Relationship),
        };
        let (start, end) = if relationship.arrow == Arrow::Left { (right, left) } else { (left, right) };
        items.push(CreateItem::Relationship { slot, kind, start, end, properties, span: relationship.span });
        Ok(slot)
    }

    fn created_properties(&mut self, properties: Option<&tree::Expression>) -> Checked<Properties> {
        properties.map_or(Ok(Properties::none()), |properties| self.property_entries(properties, false))
    }

    pub fn merge(&mut self, merge: &tree::Merge, span: Span) -> Checked<Merge> {
        plain_path(&merge.path, "MERGE")?;
        let alone = merge.path.elements.len() == 1;
        for element in &merge.path.elements {
            match element {
                PathElement::Node(node) => {
                    refuse_filter(node.filter.as_ref(), "MERGE")?;
                    refuse_parameter(node.properties.as_ref())?;
                    if let Some(computed) = conjunction(node.labels.as_ref())?.1.first() {
                        let message = "MERGE needs labels that are written";
                        return Err(syntax("UnexpectedSyntax", message, computed.span)
                            .with_hint("write MERGE without it, and SET the computed label after it"));
                    }
                    if let Some(name) = &node.variable
                        && self.scope.get(&name.text).is_some()
                    {
                        self.existing_node(name, node, alone)?;
                    }
                }
                PathElement::Relationship(relationship) => {
                    refuse_parameter(relationship.properties.as_ref())?;
                    if let Some(name) = &relationship.variable
                        && self.scope.get(&name.text).is_some()
                    {
                        return Err(already_bound(name));
                    }
                    single_type(relationship, "MERGE")?;
                }
                PathElement::Group(_) => {}
            }
        }
        let mut declared = Declared::default();
        self.declare_elements(&merge.path.elements, NewVariables::Declared, &mut declared)?;
        let path = self.path(&merge.path, &mut declared)?;
        let mut path = path;
        if let Some(name) = &merge.path.variable {
            let slot = self.declare_new(name, SlotKind::Path, Type::Path)?;
            declared.insert(&name.text, slot, false);
            path.path = Some(slot);
        }
        let mut on_create = Vec::new();
        let mut on_match = Vec::new();
        for action in &merge.actions {
            let items = self.set_items(&action.items)?;
            if action.on_create { on_create.extend(items) } else { on_match.extend(items) }
        }
        Ok(Merge { path, on_create, on_match, introduces: declared.introduces, span })
    }
}

/// Nodes and relationships only: nothing repeats, nothing is selected.
fn plain_path(path: &tree::PathPattern, clause: &str) -> Checked<()> {
    if path.selector != tree::Selector::All {
        return Err(syntax("UnexpectedSyntax", format!("{clause} cannot select among paths"), path.span));
    }
    for element in &path.elements {
        let repeated = match element {
            PathElement::Group(group) => Some(group.quantifier.span),
            PathElement::Relationship(relationship) => {
                relationship.length.as_ref().or(relationship.quantifier.as_ref()).map(|length| length.span)
            }
            PathElement::Node(_) => None,
        };
        if let Some(span) = repeated {
            return Err(syntax(
                "CreatingVarLength",
                format!("{clause} needs to know each relationship, so the length must not vary"),
                span,
            ));
        }
    }
    let beside = path.elements.windows(2).any(|pair| matches!(pair, [PathElement::Node(_), PathElement::Node(_)]));
    if beside {
        return Err(syntax("UnexpectedSyntax", "two nodes stand side by side", path.span)
            .with_hint("put a relationship between them"));
    }
    Ok(())
}

fn refuse_filter(filter: Option<&tree::Expression>, clause: &str) -> Checked<()> {
    match filter {
        Some(filter) => {
            Err(syntax("UnexpectedSyntax", format!("{clause} cannot have WHERE inside its pattern"), filter.span))
        }
        None => Ok(()),
    }
}

fn refuse_parameter(properties: Option<&tree::Expression>) -> Checked<()> {
    match properties {
        Some(properties) if matches!(properties.kind, ExpressionKind::Parameter(_)) => {
            let message = "a parameter cannot stand for all properties of a pattern in MERGE";
            Err(syntax("InvalidParameterUse", message, properties.span).with_hint("name the properties one by one"))
        }
        _ => Ok(()),
    }
}

/// The labels of something new, those that are written and those that are computed: each of them, so alternatives and negations make no sense.
fn conjunction(labels: Option<&LabelExpression>) -> Checked<(Vec<Name>, Vec<&ComputedLabels>)> {
    fn collect<'l>(
        labels: &'l LabelExpression,
        names: &mut Vec<Name>,
        computed: &mut Vec<&'l ComputedLabels>,
    ) -> Checked<()> {
        match labels {
            LabelExpression::Name(name) => {
                let name: Name = name.text.as_str().into();
                if !names.contains(&name) {
                    names.push(name);
                }
                Ok(())
            }
            LabelExpression::Computed(labels) if !labels.any => {
                computed.push(labels);
                Ok(())
            }
            LabelExpression::And(left, right) => {
                collect(left, names, computed)?;
                collect(right, names, computed)
            }
            other => {
                let message = "a new node needs plain labels";
                Err(syntax("UnexpectedSyntax", message, other.span()).with_hint("join them with `:` or `&`"))
            }
        }
    }
    let (mut names, mut computed) = (Vec::new(), Vec::new());
    if let Some(labels) = labels {
        collect(labels, &mut names, &mut computed)?;
    }
    Ok((names, computed))
}

/// The one type of something new.
fn single_type(relationship: &tree::RelationshipPattern, clause: &str) -> Checked<Name> {
    refuse_filter(relationship.filter.as_ref(), clause)?;
    match &relationship.types {
        Some(LabelExpression::Name(name)) => Ok(name.text.as_str().into()),
        types => {
            let span = types.as_ref().map_or(relationship.span, LabelExpression::span);
            let error = syntax("NoSingleRelationshipType", "a relationship to create needs exactly one type", span);
            Err(match &relationship.variable {
                Some(name) if types.is_none() => {
                    error.with_hint(format!("a type stands after a colon: `[:{}]`", name.text))
                }
                _ => error.with_hint("write `-[:TYPE]->`"),
            })
        }
    }
}
