/**
 * What the tests of every service share: a real catalog cluster and a real Kafka, started once for
 * a module's tests. Published as this module's test-jar; no assertions live here.
 */
package io.salvaguarda.kit.testing;
