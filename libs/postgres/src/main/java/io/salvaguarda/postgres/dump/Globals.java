package io.salvaguarda.postgres.dump;

/**
 * The roles and tablespaces of a source, as pg_dumpall's plain SQL. It is run in throwaway clusters
 * only; a real restore merely reports which roles are missing.
 *
 * @param script UTF-8 SQL; may hold password hashes, so it is kept encrypted and never shown
 * @param withPasswords false: restored roles cannot log in until they are given new passwords
 * @param note why there are no passwords; empty when there are
 */
public record Globals(String script, boolean withPasswords, String note) {
  @Override
  public String toString() {
    return "Globals[%d characters, withPasswords=%s]".formatted(script.length(), withPasswords);
  }
}
