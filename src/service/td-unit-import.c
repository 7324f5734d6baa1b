/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-edit-private.h"
#include "td-error.h"
#include "td-input-file.h"
#include "td-office-reader.h"
#include "td-query.h"
#include "td-text.h"
#include "td-unit-sheet.h"

#define LARGEST_FILE ((gint64) 32 << 20)

/* One import under way. The same steps count (writer NULL: what would be done) and do. */
typedef struct
{
  GPtrArray *lines; /* (element-type TdUnitLine) */
  TdWriter *writer; /* (nullable) */
  TdUnitImportReport *report;
  GPtrArray *units;    /* (element-type TdUnitRow): the register */
  GHashTable *by_name; /* folded name or alias -> TdUnitRow of units, or of made */
  GPtrArray *made;     /* (element-type TdUnitRow) */
  GHashTable *seen;    /* folded names of the lines taken so far */
  GHashTable *changed; /* TdUnitRow of units that get other values */
} Import;

static void
unit_free (gpointer row)
{
  td_row_free (TD_KIND_UNIT, row);
}

static void
note_free (gpointer data)
{
  TdUnitImportNote *self = data;

  g_free (self->place);
  g_free (self->name);
  g_free (self->reason);
  g_free (self);
}

static TdUnitImportReport *
report_new (void)
{
  TdUnitImportReport *self = g_new0 (TdUnitImportReport, 1);

  self->notes = g_ptr_array_new_with_free_func (note_free);

  return self;
}

void
td_unit_import_report_free (TdUnitImportReport *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

static void
add_note (Import *self, const TdUnitLine *line, char *reason)
{
  TdUnitImportNote *note = g_new0 (TdUnitImportNote, 1);

  note->place = g_strdup (line->place);
  note->name = g_strdup (line->name);
  note->reason = reason;
  g_ptr_array_add (self->report->notes, note);
}

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->made, g_ptr_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* The register, by every name a unit goes under; a full name goes before an alias. */
static gboolean
load_register (Import *self, TdConnection *connection, GError **error)
{
  g_autoptr (TdQuery) units = td_query_new (TD_KIND_UNIT);
  g_autoptr (TdQuery) aliases = td_query_new (TD_KIND_UNIT_ALIAS);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) alias_rows = NULL;

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed = g_hash_table_new (NULL, NULL);
  self->made = g_ptr_array_new_with_free_func (unit_free);
  self->units = td_query_list (units, connection, error);
  if (self->units == NULL)
    return FALSE;
  alias_rows = td_query_list (aliases, connection, error);
  if (alias_rows == NULL)
    return FALSE;
  for (guint i = 0; i < self->units->len; i++)
    {
      TdUnitRow *unit = g_ptr_array_index (self->units, i);

      g_hash_table_insert (by_id, &unit->row.id, unit);
      g_hash_table_insert (self->by_name, td_text_fold (unit->name), unit);
    }
  for (guint i = 0; i < alias_rows->len; i++)
    {
      TdUnitAliasRow *alias = g_ptr_array_index (alias_rows, i);
      TdUnitRow *unit = g_hash_table_lookup (by_id, &alias->unit_id);
      g_autofree char *folded = td_text_fold (alias->alias);

      if (unit != NULL && !g_hash_table_contains (self->by_name, folded))
        g_hash_table_insert (self->by_name, g_steal_pointer (&folded), unit);
    }

  return TRUE;
}

/* An empty cell of the list says nothing: it takes nothing away. */
static gboolean
take_text (char **field, const char *value)
{
  if (value == NULL || g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);

  return TRUE;
}

static gboolean
take_line (TdUnitRow *unit, const TdUnitLine *line)
{
  gboolean changed = FALSE;

  changed |= take_text (&unit->short_name, line->short_name);
  changed |= take_text (&unit->kind, line->kind);
  changed |= take_text (&unit->valid_from, line->valid_from);
  changed |= take_text (&unit->valid_to, line->valid_to);
  changed |= take_text (&unit->note, line->note);

  return changed;
}

/* Aliases of the line that the register does not know yet; one that is another unit's is told. */
static gboolean
add_aliases (Import *self, TdUnitRow *unit, const TdUnitLine *line, GError **error)
{
  for (guint i = 0; line->aliases != NULL && line->aliases[i] != NULL; i++)
    {
      g_autofree char *folded = td_text_fold (line->aliases[i]);
      TdUnitRow *owner = g_hash_table_lookup (self->by_name, folded);
      TdUnitAliasRow *alias;
      gboolean done = TRUE;

      if (owner != NULL && owner != unit)
        add_note (
            self, line,
            g_strdup_printf (_ ("“%s” is already a name of “%s”."), line->aliases[i], owner->name));
      if (owner != NULL)
        continue;
      g_hash_table_add (self->changed, unit);
      alias = td_row_new (TD_KIND_UNIT_ALIAS);
      alias->unit_id = unit->row.id;
      alias->alias = g_strdup (line->aliases[i]);
      if (self->writer != NULL)
        done = td_writer_insert (self->writer, TD_KIND_UNIT_ALIAS, alias, error);
      td_row_free (TD_KIND_UNIT_ALIAS, alias);
      if (!done)
        return FALSE;
      g_hash_table_insert (self->by_name, g_steal_pointer (&folded), unit);
    }

  return TRUE;
}

static gboolean
create_unit (Import *self, const TdUnitLine *line, GError **error)
{
  TdUnitRow *unit = td_row_new (TD_KIND_UNIT);

  g_ptr_array_add (self->made, unit);
  unit->name = g_strdup (line->name);
  unit->kind = g_strdup (td_unit_kind_from_words (line->name));
  take_line (unit, line);
  if (self->writer != NULL && !td_writer_insert (self->writer, TD_KIND_UNIT, unit, error))
    return FALSE;
  g_hash_table_insert (self->by_name, td_text_fold (line->name), unit);

  return add_aliases (self, unit, line, error);
}

static gboolean
change_unit (Import *self, TdUnitRow *unit, const TdUnitLine *line, GError **error)
{
  if (take_line (unit, line))
    {
      g_hash_table_add (self->changed, unit);
      if (self->writer != NULL && !td_writer_update (self->writer, TD_KIND_UNIT, NULL, unit, error))
        return FALSE;
    }

  return add_aliases (self, unit, line, error);
}

/* A unit of a unit: known only when every line has been taken. */
static gboolean
link_unit (Import *self, const TdUnitLine *line, const char *name, gsize offset, GError **error)
{
  g_autofree char *key = td_text_fold (line->name);
  g_autofree char *wanted = name != NULL ? td_text_fold (name) : NULL;
  TdUnitRow *unit = g_hash_table_lookup (self->by_name, key);
  TdUnitRow *other = wanted != NULL ? g_hash_table_lookup (self->by_name, wanted) : NULL;
  gint64 *field = unit != NULL ? &G_STRUCT_MEMBER (gint64, unit, offset) : NULL;

  if (wanted == NULL || unit == NULL)
    return TRUE;
  if (other == NULL || other == unit)
    {
      add_note (self, line,
                other == unit
                    ? g_strdup (_ ("A unit cannot be named as its own parent or successor."))
                    : g_strdup_printf (_ ("There is no unit “%s”."), name));
      return TRUE;
    }
  if (*field != 0 && *field == other->row.id)
    return TRUE;
  g_hash_table_add (self->changed, unit);
  if (self->writer == NULL)
    return TRUE;
  *field = other->row.id;

  return td_writer_update (self->writer, TD_KIND_UNIT, NULL, unit, error);
}

static void
count (Import *self)
{
  TdUnitImportReport *report = self->report;

  report->created = self->made->len;
  for (guint i = 0; i < self->made->len; i++)
    g_hash_table_remove (self->changed, g_ptr_array_index (self->made, i));
  report->updated = g_hash_table_size (self->changed);
  report->unchanged = g_hash_table_size (self->seen) - report->created - report->updated;
}

static gboolean
take_lines (Import *self, GError **error)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TdUnitLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char *folded = td_text_fold (line->name);
      TdUnitRow *unit = g_hash_table_lookup (self->by_name, folded);

      self->report->rows++;
      if (!g_hash_table_add (self->seen, g_strdup (folded)))
        {
          add_note (self, line, g_strdup (_ ("The unit stands twice in the list.")));
          continue;
        }
      if (!(unit != NULL ? change_unit (self, unit, line, error) : create_unit (self, line, error)))
        return FALSE;
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const TdUnitLine *line = g_ptr_array_index (self->lines, i);

      if (!link_unit (self, line, line->parent, G_STRUCT_OFFSET (TdUnitRow, parent_id), error) ||
          !link_unit (self, line, line->successor, G_STRUCT_OFFSET (TdUnitRow, successor_id),
                      error))
        return FALSE;
    }
  count (self);

  return TRUE;
}

static gboolean
import_cb (TdWriter *writer, TdEdit *edit, GError **error)
{
  g_auto (Import) self = { edit->data, writer, NULL };
  g_autoptr (TdUnitImportReport) report = report_new ();

  self.report = report;

  return load_register (&self, td_writer_get_connection (writer), error) &&
         take_lines (&self, error);
}

/* The form in which offices exchange their own register, as units of a list. */
static GPtrArray *
read_json (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (TdOfficeData) data = td_office_data_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) td_unit_line_free);
  GPtrArray *units, *aliases;

  if (!td_office_data_read_units (data, bytes, name, error))
    return NULL;
  units = data->rows[TD_KIND_UNIT];
  aliases = data->rows[TD_KIND_UNIT_ALIAS];
  for (guint i = 0; i < units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index (units, i);
      g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
      TdUnitLine *line;

      if (unit->name == NULL)
        continue;
      for (guint a = 0; a < aliases->len; a++)
        {
          const TdUnitAliasRow *alias = g_ptr_array_index (aliases, a);

          if (alias->unit_id == unit->row.id && alias->alias != NULL)
            g_strv_builder_add (names, alias->alias);
        }
      line = g_new0 (TdUnitLine, 1);
      line->place = g_strdup_printf (_ ("unit %u"), i + 1);
      line->name = td_text_clean (unit->name, -1);
      line->short_name = g_strdup (unit->short_name);
      line->kind = g_strdup (unit->kind);
      line->valid_from = g_strdup (unit->valid_from);
      line->valid_to = g_strdup (unit->valid_to);
      line->note = g_strdup (unit->note);
      line->aliases = g_strv_builder_end (names);
      g_ptr_array_add (lines, line);
    }

  return g_steal_pointer (&lines);
}

static GPtrArray *
read_lines (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = td_input_file_read (path, LARGEST_FILE, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (bytes == NULL)
    return NULL;

  return g_str_has_suffix (lower, ".json") ? read_json (bytes, name, error)
                                           : td_unit_sheet_read (bytes, name, NULL, error);
}

/**
 * td_unit_import:
 * @workspace: where the register is
 * @path: a list of units: .xlsx, .xls, .csv, or .json of the form "tiendo-units/1"
 * @dry_run: only say what would be done
 * @error: return location; where it is set nothing was changed
 *
 * Brings the register of units up to a list, as one action that can be undone. A unit is known by
 * its name or an alias, whatever the case and the diacritics; nothing is deleted.
 *
 * Returns: (nullable) (transfer full): what was done
 */
TdUnitImportReport *
td_unit_import (TdWorkspace *workspace, const char *path, gboolean dry_run, GError **error)
{
  g_autoptr (GPtrArray) lines = read_lines (path, error);
  g_autoptr (TdUnitImportReport) report = report_new ();
  g_auto (Import) counted = { lines, NULL, report };
  g_autoptr (TdEdit) edit = NULL;

  if (lines == NULL || !load_register (&counted, td_workspace_get_connection (workspace), error) ||
      !take_lines (&counted, error))
    return NULL;
  if (dry_run || report->created + report->updated == 0)
    return g_steal_pointer (&report);

  edit = td_edit_new_act ("unit.import", _ ("Import units"), import_cb, lines, NULL);
  if (!td_edit_run (edit, workspace, NULL, error))
    return NULL;

  return g_steal_pointer (&report);
}
