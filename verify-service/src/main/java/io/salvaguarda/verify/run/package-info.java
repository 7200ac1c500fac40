/**
 * Verifications as jobs: asked for by events and REST, run on the kit's workers, concluded by a
 * mark in the repository, rows and events. What a proof is lives in {@code proof}.
 */
package io.salvaguarda.verify.run;
