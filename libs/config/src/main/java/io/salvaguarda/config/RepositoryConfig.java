package io.salvaguarda.config;

/** Where backups are kept and what opens them. */
public sealed interface RepositoryConfig permits S3RepositoryConfig, DirectoryRepositoryConfig {
  /** Its key in the file. */
  String name();

  /** Opens the repository. */
  RepositoryKey key();

  /** Where it is copied to. */
  Copies copies();

  /** How old the proofs of its keys may be. */
  KeyProofs keyProofs();
}
