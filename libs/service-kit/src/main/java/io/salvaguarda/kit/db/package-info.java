/** The one way to open a transaction on the service's own schema. No entities and no features. */
package io.salvaguarda.kit.db;
