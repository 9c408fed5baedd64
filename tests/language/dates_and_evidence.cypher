// Dates known in part, and where a fact was read.

RETURN surely_before('2020', '2021-05') AS a, surely_before('2020', '2020-05') AS b, possibly_before('2020', '2020-05') AS c;
//> a | b | c
//> true | false | true
RETURN surely_before('2020~', '2021') AS about, possibly_before(null, '2020') AS unknown, surely_before('2022-02-10/2022-02-12', '2022-02-13') AS span;
//> about | unknown | span
//> true | null | true
CREATE (:Visit {name: 'whole', start: '2022-02-10'}), (:Visit {name: 'yearly', start: 'XXXX-10-18', end: '2022-02-10'});
//> 2 nodes created, 5 properties set, 2 labels added
MATCH (v:Visit) WHERE v.start > '2099' OR v.start < '2000' RETURN v.name AS name;
//> name
//> yearly
//> warning: `v.start` holds dates known in part, and is compared by its letters
MATCH (v:Visit) WHERE v.end >= '2022' AND v.start = 'XXXX-10-18' AND v.name > '2021' RETURN v.name AS name;
//> name
//> yearly
MATCH (v:Visit) WHERE surely_after(v.start, '2021') RETURN v.name AS name;
//> name
//> whole
MATCH (v:Visit) SET v.start = '2022-10-18';
//> 2 properties set
MATCH (v:Visit) WHERE v.start > '2099' RETURN v.name AS name;
//> name
// new graph
CREATE (d:Document {source: 'd1', text: 'Söul: Ana met Ben in Seoul.'})<-[:MENTIONED_IN {sentence: 0, start: 6, end: 17}]-(m:Meeting {name: 'm1'})-[:HELD_IN {documents: ['d1'], sentence: 0, start: 21, end: 26}]->(:Place {name: 'Seoul'}),
       (m)-[:FOLLOWS {documents: ['d1', 'd2']}]->(:Meeting {name: 'm2'});
//> 4 nodes created, 3 relationships created, 13 properties set, 4 labels added
MATCH (m:Meeting {name: 'm1'}) RETURN evidence(m) AS evidence;
//> evidence
//> [{document: 'd1', end: 17, sentence: 0, start: 6, text: 'Ana met Ben'}]
MATCH (m:Meeting)-[r]->() WHERE type(r) <> 'MENTIONED_IN' UNWIND evidence(r) AS place RETURN type(r) AS type, place.document, place.text ORDER BY type, place.document;
//> type | place.document | place.text
//> FOLLOWS | d1 | null
//> FOLLOWS | d2 | null
//> HELD_IN | d1 | Seoul
RETURN evidence(null) AS nothing, evidence(1) AS wrong;
//> TypeError InvalidArgumentType: `evidence` needs a node or relationship, not INTEGER
