package io.salvaguarda.config;

import java.nio.file.Path;

/**
 * A repository in a folder.
 *
 * @param name its key in the file
 * @param path absolute
 * @param key opens the repository
 * @param copies where it is copied to
 */
public record DirectoryRepositoryConfig(String name, Path path, RepositoryKey key, Copies copies)
    implements RepositoryConfig {

  /** Without copies. */
  public DirectoryRepositoryConfig(String name, Path path, RepositoryKey key) {
    this(name, path, key, Copies.NONE);
  }
}
