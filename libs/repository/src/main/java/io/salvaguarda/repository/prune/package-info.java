/**
 * Removing chunks that no backup needs, in two phases and safely beside everything else: the rules
 * for pruners and, in {@link io.salvaguarda.repository.prune.MarkedChunks}, for writers. Knows
 * chunks and its own objects below {@code prune/}; what is in a backup it has to be told. The
 * argument why this is safe is docs/adr/0011-prune-and-copies.md.
 */
package io.salvaguarda.repository.prune;
