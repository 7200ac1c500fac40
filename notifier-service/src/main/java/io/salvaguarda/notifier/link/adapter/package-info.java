/** The key that signs links, kept in the database, and where links lead. */
package io.salvaguarda.notifier.link.adapter;
