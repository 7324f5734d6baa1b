/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-dossier-key.h"

#include <string.h>

#include "td-dossier-index.h"
#include "td-text.h"

struct _TdDossierKeys
{
  TdDossierSort sort;
  GArray *ranks; /* (nullable) (element-type guint32): of names, by id */
};

static const char *const columns[TD_N_DOSSIER_SORTS] = {
  [TD_DOSSIER_SORT_RECEIVED] = "received", [TD_DOSSIER_SORT_DUE] = "due",
  [TD_DOSSIER_SORT_CODE] = "code",         [TD_DOSSIER_SORT_PROCEDURE] = "procedure_name_id",
  [TD_DOSSIER_SORT_UNIT] = "unit_name_id", [TD_DOSSIER_SORT_APPLICANT] = "applicant",
  [TD_DOSSIER_SORT_DAYS_LEFT] = "due",
};

TdDossierKeys *
td_dossier_keys_new (TdConnection *connection, TdDossierSort sort, GError **error)
{
  g_autoptr (TdDossierKeys) self = g_new0 (TdDossierKeys, 1);

  self->sort = sort;
  if (sort != TD_DOSSIER_SORT_PROCEDURE && sort != TD_DOSSIER_SORT_UNIT)
    return g_steal_pointer (&self);
  self->ranks = td_dossier_name_ranks (connection, error);

  return self->ranks != NULL ? g_steal_pointer (&self) : NULL;
}

void
td_dossier_keys_free (TdDossierKeys *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->ranks, g_array_unref);
  g_free (self);
}

void
td_dossier_key_clear (gpointer key)
{
  g_clear_pointer (&((TdDossierKey *) key)->text, g_free);
}

/**
 * td_dossier_keys_read:
 * @self: keys
 * @connection: a connection
 * @id: a dossier
 * @key: (out caller-allocates): its key; to be cleared with td_dossier_key_clear()
 * @error: return location; not set when there is no such dossier
 *
 * Returns: whether there is one
 */
gboolean
td_dossier_keys_read (
    TdDossierKeys *self, TdConnection *connection, gint64 id, TdDossierKey *key, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM dossier WHERE id = ?1", columns[self->sort]);
  g_autoptr (TdStatement) statement = td_connection_prepare (connection, sql, error);
  const char *text;

  memset (key, 0, sizeof *key);
  key->id = id;
  if (statement == NULL)
    return FALSE;
  td_statement_bind_int (statement, 1, id);
  if (td_statement_step (statement, error) != TD_STEP_ROW)
    return FALSE;

  switch (self->sort)
    {
    case TD_DOSSIER_SORT_CODE:
      key->text = g_strdup (td_statement_text (statement, 0));
      break;
    case TD_DOSSIER_SORT_APPLICANT:
      text = td_statement_text (statement, 0);
      key->text = td_text_collation_key (text != NULL ? text : "");
      break;
    case TD_DOSSIER_SORT_PROCEDURE:
    case TD_DOSSIER_SORT_UNIT:
      key->number = td_statement_int (statement, 0);
      key->number = key->number > 0 && key->number < self->ranks->len
                        ? g_array_index (self->ranks, guint32, key->number)
                        : 0;
      break;
    default:
      key->number = td_statement_int (statement, 0);
      break;
    }

  return TRUE;
}

int
td_dossier_key_compare (gconstpointer a, gconstpointer b)
{
  const TdDossierKey *x = a, *y = b;
  int order = x->text != NULL && y->text != NULL ? strcmp (x->text, y->text) : 0;

  if (order != 0)
    return order;
  if (x->number != y->number)
    return x->number < y->number ? -1 : 1;

  return x->id < y->id ? -1 : x->id > y->id;
}
