/**
 * Measures the suite against the tools that users have today, in one run on one database. Prints a
 * table; judges nothing. No measurement belongs into a test.
 */
package io.salvaguarda.bench;
