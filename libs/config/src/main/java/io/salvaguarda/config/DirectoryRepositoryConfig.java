package io.salvaguarda.config;

import java.nio.file.Path;

/**
 * A repository in a folder.
 *
 * @param name its key in the file
 * @param path absolute
 * @param key opens the repository
 */
public record DirectoryRepositoryConfig(String name, Path path, RepositoryKey key)
    implements RepositoryConfig {}
