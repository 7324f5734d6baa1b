/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-test-migrator.h"

/* Step 1 of the future is the first after TD_TEST_OLDEST; each third one is of another sort. */
static char *
make_sql (guint version)
{
  guint nth = version - TD_TEST_OLDEST;

  if (version == TD_TEST_BARRIER)
    return g_strdup ("ALTER TABLE agency RENAME COLUMN address TO postal_address");
  if (nth % 3 == 2)
    return g_strdup_printf ("CREATE TABLE later_%u (id INTEGER PRIMARY KEY, text TEXT) STRICT;"
                            "INSERT INTO later_%u SELECT id, content FROM task",
                            nth, nth);
  if (nth % 3 == 0)
    return g_strdup_printf ("ALTER TABLE plan ADD COLUMN later_%u INTEGER NOT NULL DEFAULT 7", nth);

  return g_strdup_printf ("ALTER TABLE task ADD COLUMN later_%u TEXT;"
                          "UPDATE task SET later_%u = content",
                          nth, nth);
}

TdTestMigrator *
td_test_migrator_new (guint version)
{
  TdTestMigrator *self = g_new0 (TdTestMigrator, 1);
  const TdMigrator *real = td_migrator_get_default ();

  g_assert_cmpuint (real->n_steps, ==, TD_TEST_OLDEST);
  g_assert_cmpuint (version, >=, TD_TEST_OLDEST);
  g_assert_cmpuint (version, <=, TD_TEST_NEWEST);
  for (guint i = 0; i < version; i++)
    {
      if (i < real->n_steps)
        self->steps[i] = real->steps[i];
      else
        self->steps[i] =
            (TdMigration){ i + 1, "later", i + 1 == TD_TEST_BARRIER, make_sql (i + 1) };
    }
  self->migrator.steps = self->steps;
  self->migrator.n_steps = version;

  return self;
}

void
td_test_migrator_free (TdTestMigrator *self)
{
  for (guint i = td_migrator_get_default ()->n_steps; i < self->migrator.n_steps; i++)
    g_free ((char *) self->steps[i].sql);
  g_free (self);
}

guint
td_test_migrator_peek (const char *path)
{
  g_autoptr (TdConnection) connection = td_connection_open (path, TD_CONNECTION_PROBE, NULL);
  gint64 version = 0;

  if (connection != NULL)
    td_connection_query_int (connection, "PRAGMA user_version", &version, NULL);

  return (guint) MAX (version, TD_TEST_OLDEST);
}
