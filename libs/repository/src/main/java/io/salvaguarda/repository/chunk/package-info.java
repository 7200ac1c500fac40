/**
 * Chunks: how streams are cut, what a chunk is called, and how its object is sealed and opened.
 * Knows neither stores nor manifests. The bytes are described in docs/repository-format.md.
 */
package io.salvaguarda.repository.chunk;
