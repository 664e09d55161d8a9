"""Statements -> one SQLite file -> answers.

    record = Record.open("onrecord.db")          # to read; Record.open(path, write=True) makes it or adds to it
    record.search(Query("recuse", speaker="Jeff Sessions", since="2017"))  -> Page[Hit]
                                                 give its `next` as Query(after=) for the page that follows
    record.facets(query)         -> Facets       counts by speaker, publisher, act, quotation, named, month
    record.statement(key)        -> Hit          one that is not there raises NotInRecord, as do the next two
    record.document(key)         -> Article      its text, statements, versions, readings; an id given in does too
    record.person(key)           -> Person       names, roles with the words they rest on
    record.who(name)             -> [Person]     everyone whom the name may mean
    record.people(words, order)  -> Page[Person] order "statements" or "name"; named=, limit=, after=
    record.documents()           -> Page[dict]   current articles, newest first; limit=, after=
    record.talks_about()         -> [(speaker's key, key of the one spoken about, statements)]
    record.days(query), record.naming(), record.beside(key), record.near(hit), record.offices(hits)   (overview.py)
    record.summary()             -> Summary      what the record holds
    record.verify()              -> [str]        every fault found; empty when all is well
    record.knows(document, model), record.add(extraction, model), record.touch(document, model)
    record.iter_hits(query), record.iter_extractions(), record.to_pandas(query)

A question that cannot be asked raises BadQuery. One Record may be shared by threads: each gets a connection of its
own. Keys are made from content, the same whatever the order in which articles were added; a page that follows is not
moved by articles added since.
"""

from onrecord.record.record import NotInRecord, Record, Summary
from onrecord.record.rows import Article, BadQuery, Facets, Hit, Page, Person, PersonRole, Query

__all__ = [
    "Article", "BadQuery", "Facets", "Hit", "NotInRecord", "Page", "Person", "PersonRole", "Query", "Record", "Summary",
]
