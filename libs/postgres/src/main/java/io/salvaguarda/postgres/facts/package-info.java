/**
 * What a database holds, counted exactly, and whether two databases hold the same. The same queries
 * run on the source, through its snapshot, and on the restored copy.
 */
package io.salvaguarda.postgres.facts;
