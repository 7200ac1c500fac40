package io.salvaguarda.config;

/** Where backups are kept and the passphrase that opens them. */
public sealed interface RepositoryConfig permits S3RepositoryConfig, DirectoryRepositoryConfig {
  /** Its key in the file. */
  String name();

  /** Opens the repository's key; without it nothing in the repository can be read. */
  Secret passphrase();
}
