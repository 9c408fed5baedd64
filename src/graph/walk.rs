//! The graph as petgraph's algorithms see it: a view of either form, of all relationships or of one type.
//!
//! | petgraph trait | gives |
//! |---|---|
//! | `IntoNodeIdentifiers`, `NodeIndexable`, `NodeCount` | nodes; identifiers may have holes, `node_bound` covers them |
//! | `IntoNeighbors`, `IntoNeighborsDirected` | neighbours, once for each relationship |
//! | `IntoEdges`, `IntoEdgesDirected`, `IntoEdgeReferences`, `EdgeCount` | relationships, without weights |
//! | `Visitable` | a bit a node |
//!
//! Mind what petgraph does not do: its `page_rank` is quadratic and wrong on graphs with holes.

use super::snapshot::Bitmap;
use super::{Direction, GraphRead, TypeId};
use crate::value::{NodeId, RelationshipId};
use petgraph::visit;

/// A directed graph of the relationships of one type, or of all for `None`.
#[derive(Debug)]
pub struct Walk<'a, G: ?Sized> {
    graph: &'a G,
    kind: Option<TypeId>,
}

impl<G: ?Sized> Clone for Walk<'_, G> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<G: ?Sized> Copy for Walk<'_, G> {}

impl<'a, G: GraphRead + ?Sized> Walk<'a, G> {
    /// A view of the graph.
    pub fn new(graph: &'a G, kind: Option<TypeId>) -> Self {
        Walk { graph, kind }
    }

    fn relationships_of(self, node: NodeId, direction: petgraph::Direction) -> Vec<Relationship> {
        let mut found = Vec::new();
        let (ours, outgoing) = match direction {
            petgraph::Outgoing => (Direction::Outgoing, true),
            petgraph::Incoming => (Direction::Incoming, false),
        };
        self.graph.neighbours(node, ours, self.kind, &mut |neighbour| {
            let (source, target) = if outgoing { (node, neighbour.node) } else { (neighbour.node, node) };
            found.push(Relationship { id: neighbour.relationship, source, target });
        });
        found
    }
}

/// A relationship as petgraph sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relationship {
    id: RelationshipId,
    source: NodeId,
    target: NodeId,
}

impl visit::EdgeRef for Relationship {
    type NodeId = NodeId;
    type EdgeId = RelationshipId;
    type Weight = ();

    fn source(&self) -> NodeId {
        self.source
    }

    fn target(&self) -> NodeId {
        self.target
    }

    fn weight(&self) -> &() {
        &()
    }

    fn id(&self) -> RelationshipId {
        self.id
    }
}

impl<G: ?Sized> visit::GraphBase for Walk<'_, G> {
    type NodeId = NodeId;
    type EdgeId = RelationshipId;
}

impl<G: ?Sized> visit::GraphRef for Walk<'_, G> {}

impl<G: ?Sized> visit::GraphProp for Walk<'_, G> {
    type EdgeType = petgraph::Directed;
}

impl<G: ?Sized> visit::Data for Walk<'_, G> {
    type NodeWeight = ();
    type EdgeWeight = ();
}

impl<G: GraphRead + ?Sized> visit::NodeCount for Walk<'_, G> {
    fn node_count(&self) -> usize {
        self.graph.node_count()
    }
}

impl<G: GraphRead + ?Sized> visit::EdgeCount for Walk<'_, G> {
    fn edge_count(&self) -> usize {
        self.kind.map_or(self.graph.relationship_count(), |kind| self.graph.type_count(kind))
    }
}

impl<G: GraphRead + ?Sized> visit::NodeIndexable for Walk<'_, G> {
    fn node_bound(&self) -> usize {
        self.graph.node_bound() as usize
    }

    fn to_index(&self, node: NodeId) -> usize {
        node.0 as usize
    }

    fn from_index(&self, index: usize) -> NodeId {
        NodeId(index as u32)
    }
}

impl<'a, G: GraphRead + ?Sized> visit::IntoNodeIdentifiers for Walk<'a, G> {
    type NodeIdentifiers = Box<dyn Iterator<Item = NodeId> + 'a>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        self.graph.nodes()
    }
}

impl<G: GraphRead + ?Sized> visit::IntoNeighbors for Walk<'_, G> {
    type Neighbors = std::vec::IntoIter<NodeId>;

    fn neighbors(self, node: NodeId) -> Self::Neighbors {
        visit::IntoNeighborsDirected::neighbors_directed(self, node, petgraph::Outgoing)
    }
}

impl<G: GraphRead + ?Sized> visit::IntoNeighborsDirected for Walk<'_, G> {
    type NeighborsDirected = std::vec::IntoIter<NodeId>;

    fn neighbors_directed(self, node: NodeId, direction: petgraph::Direction) -> Self::NeighborsDirected {
        let mut nodes = Vec::new();
        let direction = if direction == petgraph::Outgoing { Direction::Outgoing } else { Direction::Incoming };
        self.graph.neighbours(node, direction, self.kind, &mut |neighbour| nodes.push(neighbour.node));
        nodes.into_iter()
    }
}

impl<'a, G: GraphRead + ?Sized> visit::IntoEdgeReferences for Walk<'a, G> {
    type EdgeRef = Relationship;
    type EdgeReferences = Box<dyn Iterator<Item = Relationship> + 'a>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.graph.nodes().flat_map(move |node| self.relationships_of(node, petgraph::Outgoing)))
    }
}

impl<G: GraphRead + ?Sized> visit::IntoEdges for Walk<'_, G> {
    type Edges = std::vec::IntoIter<Relationship>;

    fn edges(self, node: NodeId) -> Self::Edges {
        self.relationships_of(node, petgraph::Outgoing).into_iter()
    }
}

impl<G: GraphRead + ?Sized> visit::IntoEdgesDirected for Walk<'_, G> {
    type EdgesDirected = std::vec::IntoIter<Relationship>;

    fn edges_directed(self, node: NodeId, direction: petgraph::Direction) -> Self::EdgesDirected {
        self.relationships_of(node, direction).into_iter()
    }
}

/// The nodes that an algorithm has seen.
#[derive(Clone, Debug, Default)]
pub struct Visited(Bitmap);

impl visit::VisitMap<NodeId> for Visited {
    fn visit(&mut self, node: NodeId) -> bool {
        let is_new = !self.0.get(node.0 as usize);
        self.0.set(node.0 as usize);
        is_new
    }

    fn is_visited(&self, node: &NodeId) -> bool {
        self.0.get(node.0 as usize)
    }

    fn unvisit(&mut self, node: NodeId) -> bool {
        let was = self.0.get(node.0 as usize);
        self.0.unset(node.0 as usize);
        was
    }
}

impl<G: GraphRead + ?Sized> visit::Visitable for Walk<'_, G> {
    type Map = Visited;

    fn visit_map(&self) -> Visited {
        Visited(Bitmap::zeros(self.graph.node_bound() as usize))
    }

    fn reset_map(&self, map: &mut Visited) {
        *map = self.visit_map();
    }
}
