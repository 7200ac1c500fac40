/**
 * The {@code salva} commands: a client of the services' REST and of Kafka, and break-glass access
 * to repositories with no service up. Decides nothing that a service decides.
 */
package io.salvaguarda.cli;
