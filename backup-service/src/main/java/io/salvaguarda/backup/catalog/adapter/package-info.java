/** The catalog's rows, its REST views, what it hears from other services, and its rebuild. */
package io.salvaguarda.backup.catalog.adapter;
