/** Recovery points bound to the database, to REST and to events. */
package io.salvaguarda.restore.point.adapter;
