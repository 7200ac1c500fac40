package io.salvaguarda.config;

/** What the bearer of a token may do. Each role includes those before it. */
public enum Role {
  /** Look. */
  VIEWER,
  /** Ask for backups, verifications and restores into new databases. */
  OPERATOR,
  /** Everything, also swapping a restored database in. */
  ADMIN
}
