// Q19: number, extremes and sum over all documents
MATCH (text:Document)
RETURN count(*), count(text.words), min(text.words), max(text.words), sum(text.words);
