/**
 * The whole suite on one machine, composed of the pieces of the package above: servers, databases
 * with their roles and data, the configuration, and the services from their shipped jars. No server
 * is implemented here.
 */
package io.salvaguarda.local.stack;
