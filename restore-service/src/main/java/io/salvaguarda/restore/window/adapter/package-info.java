/** The recovery window read from repositories, and shown; WAL as PostgreSQL fetches it. */
package io.salvaguarda.restore.window.adapter;
