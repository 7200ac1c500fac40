-- What differed without being bad, for people: a JSON array of texts.
alter table verification add column notes text;
