package io.salvaguarda.config;

import java.nio.file.Path;

/**
 * A repository in a folder.
 *
 * @param name its key in the file
 * @param path absolute
 * @param key opens the repository
 * @param copies where it is copied to
 * @param keyProofs how old the proofs of its keys may be
 */
public record DirectoryRepositoryConfig(
    String name, Path path, RepositoryKey key, Copies copies, KeyProofs keyProofs)
    implements RepositoryConfig {

  /** Without copies, and with the usual proofs. */
  public DirectoryRepositoryConfig(String name, Path path, RepositoryKey key) {
    this(name, path, key, Copies.NONE, KeyProofs.DEFAULT);
  }
}
