// Weights of the search as Sphinx has them, but a verb of the library comes before the class of its answer.
var Scorer = {
  score: ([docname, title, anchor, descr, score]) =>
    /^(causalnet\.)?[a-z_]+$/.test(title) && docname.startsWith("generated/reference/names/")
      ? score + 4
      : score,
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
