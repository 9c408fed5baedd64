// Q15: how many groups of people and meetings are not joined, and the size of the largest
CALL algo.weaklyConnectedComponents({labels: ['Person', 'Meeting'], types: ['ATTENDED']}) YIELD component
WITH component, count(*) AS size
RETURN count(*) AS components, max(size) AS largest;
