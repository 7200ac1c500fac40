package io.salvaguarda.bench;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SourceDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database of which one per cent of the rows changes each day, backed up daily. */
final class ThirtyDays {

  /** Which rows change. */
  enum Change {
    /** 70 % of them are new, 30 % are the newest ones: rows live for a while and then rest. */
    RECENT(
        """
        insert into orders (user_id, total, note, placed_at)
        select 1 + n % 5, (random() * 500)::numeric(12, 2), 'order ' || md5(random()::text), now()
        from generate_series(1, (select count(*) * 7 / 1000 from orders)) n
        """,
        """
        insert into events (id, user_id, detail, at)
        select gen_random_uuid(), 1 + n % 5,
          jsonb_build_object('kind', 'click', 'session', md5(random()::text)), now()
        from generate_series(1, (select count(*) * 7 / 1000 from events)) n
        """,
        """
        insert into documents (id, title, body, scan)
        select (select max(id) from documents) + n, 'Contract', repeat('The parties agree. ', 20),
          (select decode(string_agg(md5(random()::text || n || i), ''), 'hex')
           from generate_series(1, 1024) i)
        from generate_series(1, (select count(*) * 7 / 1000 from documents)) n
        """,
        """
        update orders set total = total + 1 where id in (
          select id from orders order by id desc
          limit (select count(*) * 3 / 1000 from orders))
        """,
        """
        update events set user_id = user_id + 1 where id in (
          select id from events order by at desc
          limit (select count(*) * 3 / 1000 from events))
        """,
        """
        update documents set title = title || '.' where id in (
          select id from documents order by id desc
          limit (select count(*) * 3 / 1000 from documents))
        """),
    /** Any row is as likely as any other: the worst for everything that stores differences. */
    SCATTERED(
        "update orders set total = total + 1 where random() < 0.01",
        "update events set user_id = user_id + 1 where random() < 0.01",
        "update documents set title = title || '.' where random() < 0.01");

    private final String[] day;

    Change(String... day) {
      this.day = day;
    }
  }

  /** Stored bytes in all after each day, beginning with the first backup. */
  record Growth(List<Long> salvaguarda, List<Long> pgDump) {

    /** Everything that is stored at the end, in first compressed dumps. */
    double ratio() {
      return (double) salvaguarda.getLast() / pgDump.getFirst();
    }
  }

  private final LocalStack stack;
  private final SuiteClient suite;
  private final Commands reader;
  private final Path scratch;

  ThirtyDays(LocalStack stack, Path scratch) {
    this.stack = stack;
    this.suite = new SuiteClient(stack);
    this.reader = new Commands(stack.sourceDatabase().reader(), stack.s3());
    this.scratch = scratch;
  }

  Growth live(Change change, int days) throws IOException, InterruptedException {
    Growth growth = new Growth(new ArrayList<>(), new ArrayList<>());
    Path file = scratch.resolve("daily");
    long dumps = 0;
    for (int day = 0; day <= days; day++) {
      if (day > 0) {
        PostgresServer.execute(stack.sourceDatabase().owner(), change.day);
      }
      suite.backup(SourceDatabase.NAME);
      growth.salvaguarda().add(Machine.bytesBelow(stack.s3().objectFile("chunks")));
      reader.run("pg_dump -Fc", file);
      dumps += Files.size(file);
      growth.pgDump().add(dumps);
      Files.delete(file);
    }
    return growth;
  }
}
