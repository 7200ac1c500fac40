package io.salvaguarda.postgres.facts;

import java.util.Locale;
import java.util.function.BinaryOperator;

/** The kinds of objects that are only counted: a restore that skipped one shows in its count. */
enum CountedObject {
  /** pg_dump leaves out invalid ones, except those of partitioned tables. */
  INDEX(
      "pg_class",
      "c.oid",
      "pg_catalog.pg_index i join pg_catalog.pg_class t on t.oid = i.indrelid"
          + " join pg_catalog.pg_class c on c.oid = i.indexrelid"
          + " join pg_catalog.pg_namespace n on n.oid = t.relnamespace",
      "(i.indisvalid or t.relkind = 'p') and t.relpersistence <> 't'"),
  CONSTRAINT(
      "pg_constraint",
      "c.oid",
      "pg_catalog.pg_constraint c join pg_catalog.pg_namespace n on n.oid = c.connamespace",
      "c.conparentid = 0"),
  FUNCTION(
      "pg_proc",
      "p.oid",
      "pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace",
      "true"),
  TRIGGER(
      "pg_trigger",
      "g.oid",
      "pg_catalog.pg_trigger g join pg_catalog.pg_class c on c.oid = g.tgrelid"
          + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace",
      "not g.tgisinternal"),
  VIEW(
      "pg_class",
      "c.oid",
      "pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace",
      "c.relkind = 'v' and c.relpersistence <> 't'"),
  TYPE(
      "pg_type",
      "y.oid",
      "pg_catalog.pg_type y join pg_catalog.pg_namespace n on n.oid = y.typnamespace",
      "y.typtype in ('e', 'd', 'r') or (y.typtype = 'c' and exists (select from pg_catalog.pg_class k"
          + " where k.oid = y.typrelid and k.relkind = 'c'))"),
  POLICY(
      "pg_class",
      "c.oid",
      "pg_catalog.pg_policy o join pg_catalog.pg_class c on c.oid = o.polrelid"
          + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace",
      "true");

  private final String catalog;
  private final String oid;
  private final String from;
  private final String where;

  CountedObject(String catalog, String oid, String from, String where) {
    this.catalog = catalog;
    this.oid = oid;
    this.from = from;
    this.where = where;
  }

  String spelled() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param notOfExtension makes a condition of a catalog's name and an expression for the object's
   *     id
   */
  String sql(String userSchema, BinaryOperator<String> notOfExtension) {
    return "select pg_catalog.count(*) from "
        + from
        + " where ("
        + where
        + ") and "
        + userSchema
        + " and "
        + notOfExtension.apply(catalog, oid);
  }
}
