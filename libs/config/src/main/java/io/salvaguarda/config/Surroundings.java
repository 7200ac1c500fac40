package io.salvaguarda.config;

import java.nio.file.Path;

/**
 * What values are read with.
 *
 * @param mistakes where to say what is wrong
 * @param placeholders what {@code ${NAME}} stands for
 * @param folder the configuration's own folder: relative paths start there
 */
record Surroundings(MistakeLog mistakes, Placeholders placeholders, Path folder) {}
