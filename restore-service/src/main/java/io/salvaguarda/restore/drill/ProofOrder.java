package io.salvaguarda.restore.drill;

/**
 * A proof of a window that is wanted; to which instant shows when work begins.
 *
 * @param repository the repository's key in salvaguarda.yaml
 */
public record ProofOrder(String repository, String team) {}
