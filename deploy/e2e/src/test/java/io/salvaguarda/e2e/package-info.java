/**
 * The shipped jars as processes, watched from outside: REST, Kafka, SMTP, webhooks, SQL, files. No
 * class of a service is on this class path.
 */
package io.salvaguarda.e2e;
