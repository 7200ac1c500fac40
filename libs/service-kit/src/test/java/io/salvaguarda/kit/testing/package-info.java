/**
 * What the tests of every service share: a real catalog cluster and a real Kafka, started once for
 * a module's tests, and the rules of a service's layout. Published as this module's test-jar.
 */
package io.salvaguarda.kit.testing;
