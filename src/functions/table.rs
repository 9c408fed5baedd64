//! The table itself, by group and then by name.

use super::{Function, Group, Parameter, Type};

const fn given(name: &'static str, accepts: Type) -> Parameter {
    Parameter { name, accepts, optional: false }
}

const fn maybe(name: &'static str, accepts: Type) -> Parameter {
    Parameter { name, accepts, optional: true }
}

const fn define(
    group: Group,
    name: &'static str,
    parameters: &'static [Parameter],
    returns: Type,
    description: &'static str,
    example: (&'static str, &'static str),
) -> Function {
    Function {
        name,
        aliases: &[],
        group,
        parameters,
        variadic: false,
        returns,
        deterministic: true,
        description,
        example,
    }
}

impl Function {
    const fn or(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    const fn variadic(mut self) -> Self {
        self.variadic = true;
        self
    }

    const fn varying(mut self) -> Self {
        self.deterministic = false;
        self
    }
}

use Group::{
    Aggregation, Conversion, Entity, Evidence, List, Mathematical, Other, PartialDate, Spatial, String as Text,
    Temporal, Trigonometric,
};

const NUMBER: &[Parameter] = &[given("number", Type::Number)];
const VALUE: &[Parameter] = &[given("value", Type::Any)];
const TEXT: &[Parameter] = &[given("text", Type::String)];
const LIST: &[Parameter] = &[given("list", Type::List)];
const ANGLE: &[Parameter] = &[given("angle", Type::Number)];
const PATH: &[Parameter] = &[given("path", Type::Path)];
const TRIMMED: &[Parameter] = &[given("text", Type::String), maybe("characters", Type::String)];
const BETWEEN: &[Parameter] = &[given("from", Type::Temporal), given("to", Type::Temporal)];
const CONSTRUCTED: &[Parameter] = &[maybe("input", Type::Any)];
const CLOCK: &[Parameter] = &[maybe("timezone", Type::String)];
const TRUNCATED: &[Parameter] =
    &[given("unit", Type::String), maybe("input", Type::Temporal), maybe("fields", Type::Map)];
const PERCENTILE: &[Parameter] = &[given("number", Type::Number), given("percentile", Type::Number)];
const PARTIAL: &[Parameter] = &[given("date", Type::PartialDate)];
const PARTIALS: &[Parameter] = &[given("left", Type::PartialDate), given("right", Type::PartialDate)];

/// Every function of the query language.
#[rustfmt::skip] // One function, one entry: name, what it takes, what it gives, what it is for, an example.
pub static FUNCTIONS: &[Function] = &[
    // Aggregation: folds a group of rows into one value; nulls are left out.
    define(Aggregation, "avg", &[given("value", Type::Any)], Type::Any,
        "The mean of numbers or durations; null where there are none.", ("avg(x)", "")),
    define(Aggregation, "collect", VALUE, Type::List, "All values, in the order of the rows.", ("collect(x)", "")),
    define(Aggregation, "count", VALUE, Type::Integer, "How many values there are; `count(*)` counts rows.", ("count(x)", "")),
    define(Aggregation, "max", VALUE, Type::Any, "The greatest value in the global order.", ("max(x)", "")),
    define(Aggregation, "min", VALUE, Type::Any, "The least value in the global order.", ("min(x)", "")),
    define(Aggregation, "percentileCont", PERCENTILE, Type::Float,
        "The value at that share (0 to 1) of the sorted numbers, interpolated.", ("percentileCont(x, 0.5)", "")),
    define(Aggregation, "percentileDisc", PERCENTILE, Type::Number,
        "The number at that share (0 to 1) of the sorted numbers, one of them.", ("percentileDisc(x, 0.5)", "")),
    define(Aggregation, "stDev", NUMBER, Type::Float, "The standard deviation of a sample.", ("stDev(x)", "")),
    define(Aggregation, "stDevP", NUMBER, Type::Float, "The standard deviation of a whole population.", ("stDevP(x)", "")),
    define(Aggregation, "sum", &[given("value", Type::Any)], Type::Any,
        "The sum of numbers or durations; 0 where there are none.", ("sum(x)", "")),

    // Nodes, relationships, paths and maps.
    define(Entity, "elementId", &[given("entity", Type::Entity)], Type::String,
        "The identifier of a node or relationship as text.", ("elementId(null)", "null")),
    define(Entity, "endNode", &[given("relationship", Type::Relationship)], Type::Node,
        "The node that a relationship ends at.", ("endNode(null)", "null")),
    define(Entity, "exists", VALUE, Type::Boolean, "Whether the property or pattern is there.", ("exists(null)", "false")),
    define(Entity, "id", &[given("entity", Type::Entity)], Type::Integer,
        "The identifier of a node or relationship; it may be used again after deletion.", ("id(null)", "null")),
    define(Entity, "keys", &[given("value", Type::Keyed)], Type::List,
        "The property names of a node or relationship, or the keys of a map.", ("keys({name: 'Hanoi', kind: 'city'})", "['kind', 'name']")),
    define(Entity, "hasAllLabels", &[given("entity", Type::Any), given("names", Type::Any)], Type::Boolean,
        "Whether a node has all labels that a text or a list of texts names, or a relationship is of that type, as `entity:$(names)` asks.", ("hasAllLabels(null, 'A')", "null")),
    define(Entity, "hasAnyLabel", &[given("entity", Type::Any), given("names", Type::Any)], Type::Boolean,
        "Whether a node has one of the labels that a list of texts names, or a relationship is of one of these types, as `entity:$any(names)` asks.", ("hasAnyLabel(null, ['A'])", "null")),
    define(Entity, "labels", &[given("node", Type::Node)], Type::List, "The labels of a node.", ("labels(null)", "null")),
    define(Entity, "length", PATH, Type::Integer, "How many relationships a path has.", ("length(null)", "null")),
    define(Entity, "nodes", PATH, Type::List, "The nodes of a path, in order.", ("nodes(null)", "null")),
    define(Entity, "properties", &[given("value", Type::Keyed)], Type::Map,
        "The properties of a node or relationship as a map.", ("properties({kind: 'city'})", "{kind: 'city'}")),
    define(Entity, "relationships", PATH, Type::List, "The relationships of a path, in order.", ("relationships(null)", "null")).or(&["rels"]),
    define(Entity, "startNode", &[given("relationship", Type::Relationship)], Type::Node,
        "The node that a relationship starts at.", ("startNode(null)", "null")),
    define(Entity, "type", &[given("relationship", Type::Relationship)], Type::String,
        "The type of a relationship.", ("type(null)", "null")),

    // Lists.
    define(List, "coalesce", VALUE, Type::Any, "The first argument that is not null.", ("coalesce(null, 'unknown')", "'unknown'")).variadic(),
    define(List, "head", LIST, Type::Any, "The first element.", ("head([1, 2, 3])", "1")),
    define(List, "isEmpty", &[given("value", Type::Any)], Type::Boolean, "Whether a list, map or text has nothing in it.", ("isEmpty([])", "true")),
    define(List, "last", LIST, Type::Any, "The last element.", ("last([1, 2, 3])", "3")),
    define(List, "range", &[given("start", Type::Integer), given("end", Type::Integer), maybe("step", Type::Integer)], Type::List,
        "The integers from start to end, both included.", ("range(0, 10, 5)", "[0, 5, 10]")),
    define(List, "reverse", &[given("value", Type::Sequence)], Type::Sequence, "A list or text from back to front.", ("reverse([1, 2])", "[2, 1]")),
    define(List, "size", &[given("value", Type::Sequence)], Type::Integer,
        "How many elements a list or characters a text has.", ("size('Hà Nội')", "6")),
    define(List, "tail", LIST, Type::List, "All elements but the first.", ("tail([1, 2, 3])", "[2, 3]")),

    // Texts.
    define(Text, "btrim", TRIMMED, Type::String, "Without the white space (or the given characters) at both ends.", ("btrim('xxaxx', 'x')", "'a'")),
    define(Text, "char_length", TEXT, Type::Integer, "How many characters a text has.", ("char_length('Seoul')", "5")).or(&["character_length"]),
    define(Text, "fold", TEXT, Type::String,
        "Without case and diacritics, for comparing names: accents are dropped, Đ ł ø ß and their like replaced.",
        ("fold('Bùi Thanh Sơn')", "'bui thanh son'")),
    define(Text, "left", &[given("text", Type::String), given("length", Type::Integer)], Type::String, "The first characters.", ("left('treaty', 3)", "'tre'")),
    define(Text, "isNormalized", &[given("text", Type::Any), maybe("form", Type::String)], Type::Boolean,
        "Whether a text is in a Unicode normal form, as `text IS NFC NORMALIZED` asks; null for what is no text.", ("isNormalized('a', 'NFD')", "true")),
    define(Text, "ltrim", TRIMMED, Type::String, "Without the white space (or the given characters) at the start.", ("ltrim('  a ')", "'a '")),
    define(Text, "normalize", &[given("text", Type::String), maybe("form", Type::String)], Type::String,
        "In a Unicode normal form: NFC (where none is given), NFD, NFKC or NFKD.", ("normalize('a', 'NFD')", "'a'")),
    define(Text, "replace", &[given("text", Type::String), given("search", Type::String), given("replacement", Type::String)], Type::String,
        "With each occurrence of one text replaced by another.", ("replace('a-b', '-', '+')", "'a+b'")),
    define(Text, "right", &[given("text", Type::String), given("length", Type::Integer)], Type::String, "The last characters.", ("right('treaty', 2)", "'ty'")),
    define(Text, "rtrim", TRIMMED, Type::String, "Without the white space (or the given characters) at the end.", ("rtrim(' a  ')", "' a'")),
    define(Text, "split", &[given("text", Type::String), given("delimiter", Type::Any)], Type::List,
        "The parts between delimiters (a text, or a list of them).", ("split('a,b', ',')", "['a', 'b']")),
    define(Text, "substring", &[given("text", Type::String), given("start", Type::Integer), maybe("length", Type::Integer)], Type::String,
        "The characters from a place counted from 0, to the end or of a given number.", ("substring('treaty', 1, 3)", "'rea'")),
    define(Text, "toLower", TEXT, Type::String, "In lower case.", ("toLower('ASEAN')", "'asean'")).or(&["lower"]),
    define(Text, "toUpper", TEXT, Type::String, "In upper case.", ("toUpper('asean')", "'ASEAN'")).or(&["upper"]),
    define(Text, "trim", TRIMMED, Type::String, "Without the white space (or the given characters) at both ends.", ("trim(' a ')", "'a'")),

    // From one type to another. The `OrNull` forms give null where the others raise an error.
    define(Conversion, "toBoolean", VALUE, Type::Boolean, "A text, integer or boolean as a boolean; null for other texts.", ("toBoolean('true')", "true")),
    define(Conversion, "toBooleanList", LIST, Type::List, "Each element as a boolean or null.", ("toBooleanList(['true', 'x'])", "[true, null]")),
    define(Conversion, "toBooleanOrNull", VALUE, Type::Boolean, "As a boolean, or null.", ("toBooleanOrNull([])", "null")),
    define(Conversion, "toFloat", VALUE, Type::Float, "A number or text as a float; null for other texts.", ("toFloat('1.5')", "1.5")),
    define(Conversion, "toFloatList", LIST, Type::List, "Each element as a float or null.", ("toFloatList(['1.5', 'x'])", "[1.5, null]")),
    define(Conversion, "toFloatOrNull", VALUE, Type::Float, "As a float, or null.", ("toFloatOrNull([])", "null")),
    define(Conversion, "toInteger", VALUE, Type::Integer, "A number, text or boolean as an integer; null for other texts.", ("toInteger('42')", "42")),
    define(Conversion, "toIntegerList", LIST, Type::List, "Each element as an integer or null.", ("toIntegerList(['42', 'x'])", "[42, null]")),
    define(Conversion, "toIntegerOrNull", VALUE, Type::Integer, "As an integer, or null.", ("toIntegerOrNull([])", "null")),
    define(Conversion, "toString", VALUE, Type::String, "A number, boolean, text, temporal value or point as text.", ("toString(42)", "'42'")),
    define(Conversion, "toStringList", LIST, Type::List, "Each element as a text or null.", ("toStringList([1, []])", "['1', null]")),
    define(Conversion, "toStringOrNull", VALUE, Type::String, "As text, or null.", ("toStringOrNull([])", "null")),
    define(Conversion, "valueType", VALUE, Type::String, "The name of the type of a value.", ("valueType(1)", "'INTEGER NOT NULL'")),

    // Numbers.
    define(Mathematical, "abs", NUMBER, Type::Number, "Without its sign.", ("abs(-3)", "3")),
    define(Mathematical, "ceil", NUMBER, Type::Float, "The least whole number that is not smaller.", ("ceil(0.1)", "1.0")).or(&["ceiling"]),
    define(Mathematical, "e", &[], Type::Float, "The base of the natural logarithm.", ("e()", "2.718281828459045")),
    define(Mathematical, "exp", NUMBER, Type::Float, "e to that power.", ("exp(0)", "1.0")),
    define(Mathematical, "floor", NUMBER, Type::Float, "The greatest whole number that is not larger.", ("floor(0.9)", "0.0")),
    define(Mathematical, "isNaN", NUMBER, Type::Boolean, "Whether it is a float that is not a number.", ("isNaN(1.0)", "false")),
    define(Mathematical, "log", NUMBER, Type::Float, "The natural logarithm.", ("log(1)", "0.0")).or(&["ln"]),
    define(Mathematical, "log10", NUMBER, Type::Float, "The logarithm to base 10.", ("log10(100)", "2.0")),
    define(Mathematical, "rand", &[], Type::Float, "A random float, 0 or more and less than 1.", ("rand()", "")).varying(),
    define(Mathematical, "round", &[given("number", Type::Number), maybe("precision", Type::Integer), maybe("mode", Type::String)], Type::Float,
        "To the nearest whole number, or to that many decimals; ties go up unless a mode says otherwise.", ("round(3.14159, 2)", "3.14")),
    define(Mathematical, "sign", NUMBER, Type::Integer, "-1, 0 or 1.", ("sign(-0.5)", "-1")),
    define(Mathematical, "sqrt", NUMBER, Type::Float, "The square root.", ("sqrt(16)", "4.0")),

    // Angles are in radians.
    define(Trigonometric, "acos", ANGLE, Type::Float, "The arc cosine.", ("acos(1)", "0.0")),
    define(Trigonometric, "asin", ANGLE, Type::Float, "The arc sine.", ("asin(0)", "0.0")),
    define(Trigonometric, "atan", ANGLE, Type::Float, "The arc tangent.", ("atan(0)", "0.0")),
    define(Trigonometric, "atan2", &[given("y", Type::Number), given("x", Type::Number)], Type::Float, "The angle of the point (x, y).", ("atan2(0, 1)", "0.0")),
    define(Trigonometric, "cos", ANGLE, Type::Float, "The cosine.", ("cos(0)", "1.0")),
    define(Trigonometric, "cosh", ANGLE, Type::Float, "The hyperbolic cosine.", ("cosh(0)", "1.0")),
    define(Trigonometric, "cot", ANGLE, Type::Float, "The cotangent.", ("cot(1) = 1 / tan(1)", "true")),
    define(Trigonometric, "coth", ANGLE, Type::Float, "The hyperbolic cotangent.", ("coth(1) = 1 / tanh(1)", "true")),
    define(Trigonometric, "degrees", ANGLE, Type::Float, "Radians as degrees.", ("degrees(pi())", "180.0")),
    define(Trigonometric, "haversin", ANGLE, Type::Float, "Half the versine, for distances on a sphere.", ("haversin(0)", "0.0")),
    define(Trigonometric, "pi", &[], Type::Float, "The circle constant.", ("pi()", "3.141592653589793")),
    define(Trigonometric, "radians", ANGLE, Type::Float, "Degrees as radians.", ("radians(180)", "3.141592653589793")),
    define(Trigonometric, "sin", ANGLE, Type::Float, "The sine.", ("sin(0)", "0.0")),
    define(Trigonometric, "sinh", ANGLE, Type::Float, "The hyperbolic sine.", ("sinh(0)", "0.0")),
    define(Trigonometric, "tan", ANGLE, Type::Float, "The tangent.", ("tan(0)", "0.0")),
    define(Trigonometric, "tanh", ANGLE, Type::Float, "The hyperbolic tangent.", ("tanh(0)", "0.0")),

    // Dates, times and durations. Without an argument a constructor gives the time at which the statement began.
    define(Temporal, "date", CONSTRUCTED, Type::Date, "A date from text, components or another temporal value; today without an argument.",
        ("toString(date({year: 2022, month: 2}))", "'2022-02-01'")),
    define(Temporal, "date.realtime", CLOCK, Type::Date, "The date of this moment.", ("date.realtime()", "")).varying(),
    define(Temporal, "date.statement", CLOCK, Type::Date, "The date when the statement began.", ("date.statement()", "")),
    define(Temporal, "date.transaction", CLOCK, Type::Date, "The date when the transaction began.", ("date.transaction()", "")),
    define(Temporal, "date.truncate", TRUNCATED, Type::Date, "The first day of the unit (`'year'`, `'week'`, …) that holds the value.",
        ("toString(date.truncate('month', date('2022-02-10')))", "'2022-02-01'")),
    define(Temporal, "datetime", CONSTRUCTED, Type::DateTime, "A date and time with a time zone from text, components or another temporal value.",
        ("toString(datetime('2022-02-10T09:00+09:00'))", "'2022-02-10T09:00+09:00'")),
    define(Temporal, "datetime.fromepoch", &[given("seconds", Type::Integer), given("nanoseconds", Type::Integer)], Type::DateTime,
        "The moment so many seconds and nanoseconds after the start of 1970.", ("toString(datetime.fromepoch(0, 1))", "'1970-01-01T00:00:00.000000001Z'")),
    define(Temporal, "datetime.fromepochmillis", &[given("milliseconds", Type::Integer)], Type::DateTime,
        "The moment so many milliseconds after the start of 1970.", ("toString(datetime.fromepochmillis(1000))", "'1970-01-01T00:00:01Z'")),
    define(Temporal, "datetime.realtime", CLOCK, Type::DateTime, "This moment.", ("datetime.realtime()", "")).varying(),
    define(Temporal, "datetime.statement", CLOCK, Type::DateTime, "The moment when the statement began.", ("datetime.statement()", "")),
    define(Temporal, "datetime.transaction", CLOCK, Type::DateTime, "The moment when the transaction began.", ("datetime.transaction()", "")),
    define(Temporal, "datetime.truncate", TRUNCATED, Type::DateTime, "The start of the unit that holds the value.",
        ("toString(datetime.truncate('day', datetime('2022-02-10T09:00Z')))", "'2022-02-10T00:00Z'")),
    define(Temporal, "duration", VALUE, Type::Duration, "A duration from text or components.", ("toString(duration({days: 1, hours: 36}))", "'P1DT36H'")),
    define(Temporal, "duration.between", BETWEEN, Type::Duration, "The time between two values in months, days and seconds.",
        ("toString(duration.between(date('2022-02-09'), date('2022-04-11')))", "'P2M2D'")),
    define(Temporal, "duration.inDays", BETWEEN, Type::Duration, "The time between two values in whole days.",
        ("toString(duration.inDays(date('2022-02-09'), date('2022-03-11')))", "'P30D'")),
    define(Temporal, "duration.inMonths", BETWEEN, Type::Duration, "The time between two values in whole months.",
        ("toString(duration.inMonths(date('2022-02-09'), date('2022-04-11')))", "'P2M'")),
    define(Temporal, "duration.inSeconds", BETWEEN, Type::Duration, "The time between two values in seconds.",
        ("toString(duration.inSeconds(date('2022-02-09'), date('2022-02-10')))", "'PT24H'")),
    define(Temporal, "localdatetime", CONSTRUCTED, Type::LocalDateTime, "A date and time without a time zone.",
        ("toString(localdatetime('2022-02-10T09:00'))", "'2022-02-10T09:00'")),
    define(Temporal, "localdatetime.realtime", CLOCK, Type::LocalDateTime, "The date and time of this moment.", ("localdatetime.realtime()", "")).varying(),
    define(Temporal, "localdatetime.statement", CLOCK, Type::LocalDateTime, "The date and time when the statement began.", ("localdatetime.statement()", "")),
    define(Temporal, "localdatetime.transaction", CLOCK, Type::LocalDateTime, "The date and time when the transaction began.", ("localdatetime.transaction()", "")),
    define(Temporal, "localdatetime.truncate", TRUNCATED, Type::LocalDateTime, "The start of the unit that holds the value.",
        ("toString(localdatetime.truncate('hour', localdatetime('2022-02-10T09:30')))", "'2022-02-10T09:00'")),
    define(Temporal, "localtime", CONSTRUCTED, Type::LocalTime, "A time of day without a time zone.", ("toString(localtime('0930'))", "'09:30'")),
    define(Temporal, "localtime.realtime", CLOCK, Type::LocalTime, "The time of day of this moment.", ("localtime.realtime()", "")).varying(),
    define(Temporal, "localtime.statement", CLOCK, Type::LocalTime, "The time of day when the statement began.", ("localtime.statement()", "")),
    define(Temporal, "localtime.transaction", CLOCK, Type::LocalTime, "The time of day when the transaction began.", ("localtime.transaction()", "")),
    define(Temporal, "localtime.truncate", TRUNCATED, Type::LocalTime, "The start of the unit that holds the value.",
        ("toString(localtime.truncate('hour', localtime('09:30')))", "'09:00'")),
    define(Temporal, "time", CONSTRUCTED, Type::Time, "A time of day with an offset from UTC.", ("toString(time('09:30+07:00'))", "'09:30+07:00'")),
    define(Temporal, "time.realtime", CLOCK, Type::Time, "The time of day of this moment.", ("time.realtime()", "")).varying(),
    define(Temporal, "time.statement", CLOCK, Type::Time, "The time of day when the statement began.", ("time.statement()", "")),
    define(Temporal, "time.transaction", CLOCK, Type::Time, "The time of day when the transaction began.", ("time.transaction()", "")),
    define(Temporal, "time.truncate", TRUNCATED, Type::Time, "The start of the unit that holds the value.",
        ("toString(time.truncate('hour', time('09:30Z')))", "'09:00Z'")),
    define(Temporal, "timestamp", &[], Type::Integer, "Milliseconds between the start of 1970 and the start of the statement.", ("timestamp()", "")),

    // Dates as texts give them: perhaps without a day, a month or a year (EDTF), perhaps an interval.
    define(PartialDate, "earliest", PARTIAL, Type::Date, "The first day that a partial date can mean; null where the year is open.",
        ("toString(earliest('2023-04'))", "'2023-04-01'")),
    define(PartialDate, "latest", PARTIAL, Type::Date, "The last day that a partial date can mean; null where the year is open.",
        ("toString(latest('2023-04'))", "'2023-04-30'")),
    define(PartialDate, "possibly_after", PARTIALS, Type::Boolean, "Whether left may lie after right.", ("possibly_after('2023-04', '2023-04-10')", "true")),
    define(PartialDate, "possibly_before", PARTIALS, Type::Boolean, "Whether left may lie before right.", ("possibly_before('2023-04', '2023-04-10')", "true")),
    define(PartialDate, "possibly_during", PARTIALS, Type::Boolean, "Whether left may lie within right.", ("possibly_during('2023', '2023-04')", "true")),
    define(PartialDate, "precision", PARTIAL, Type::String, "How exact a partial date is: `day`, `week`, `month`, `year` or `interval`.", ("precision('2023-04')", "'month'")),
    define(PartialDate, "surely_after", PARTIALS, Type::Boolean, "Whether left lies after right whatever the open parts are.", ("surely_after('2023-05', '2023-04-10')", "true")),
    define(PartialDate, "surely_before", PARTIALS, Type::Boolean, "Whether left lies before right whatever the open parts are.", ("surely_before('2022', '2023-04')", "true")),
    define(PartialDate, "surely_during", PARTIALS, Type::Boolean, "Whether left lies within right whatever the open parts are.", ("surely_during('2023-04-10', '2023-04')", "true")),

    // The words behind a fact.
    define(Evidence, "evidence", &[given("fact", Type::Any)], Type::List,
        "Where a node or relationship is stated: maps of document, sentence, start, end (in characters) and the text there.", ("evidence(null)", "null")),

    // Points.
    define(Spatial, "point", &[given("components", Type::Map)], Type::Point, "A point on the plane, in space or on the earth.",
        ("point({x: 1, y: 2}).x", "1.0")),
    define(Spatial, "point.distance", &[given("from", Type::Point), given("to", Type::Point)], Type::Float,
        "The distance between two points: metres on the earth.", ("point.distance(point({x: 0, y: 0}), point({x: 3, y: 4}))", "5.0")).or(&["distance"]),
    define(Spatial, "point.withinBBox", &[given("point", Type::Point), given("lowerLeft", Type::Point), given("upperRight", Type::Point)], Type::Boolean,
        "Whether a point lies in a box, its edges included; null where the three are not of one kind. On the earth the box may reach over the 180th meridian.",
        ("point.withinBBox(point({x: 1, y: 1}), point({x: 0, y: 0}), point({x: 2, y: 2}))", "true")),

    // The rest.
    define(Other, "nullIf", &[given("value", Type::Any), given("other", Type::Any)], Type::Any,
        "Null where both are equal, else the first.", ("nullIf(1, 1)", "null")),
    define(Other, "randomUUID", &[], Type::String, "A random identifier.", ("size(randomUUID())", "36")).varying(),
];
