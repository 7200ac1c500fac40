package io.salvaguarda.config;

import java.util.EnumSet;
import java.util.Set;

/** What the bearer of a token may do. */
public enum Role {
  /**
   * Put write-ahead log into the repository and nothing else: for a database server's own token.
   */
  ARCHIVER,
  /** Look. */
  VIEWER,
  /** Ask for backups, verifications and restores into new databases. */
  OPERATOR,
  /** Everything, also swapping a restored database in. */
  ADMIN;

  /**
   * The roles whose work it may do: an operator may all that a viewer and an archiver may, an admin
   * all that an operator may.
   */
  public Set<Role> includes() {
    return switch (this) {
      case ARCHIVER, VIEWER -> EnumSet.of(this);
      case OPERATOR -> EnumSet.of(ARCHIVER, VIEWER, OPERATOR);
      case ADMIN -> EnumSet.allOf(Role.class);
    };
  }
}
