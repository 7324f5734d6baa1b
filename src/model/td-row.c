/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-kind.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-text.h"

#define MEMBER(row, field, type) G_STRUCT_MEMBER (type, (row), (field)->offset)

static gboolean
is_text (const TdFieldSpec *field)
{
  return field->type == TD_FIELD_TEXT || field->type == TD_FIELD_DATE;
}

/**
 * td_row_new:
 * @kind: a kind
 *
 * Returns: (transfer full): an empty row: no texts, numbers 0, real numbers absent
 */
gpointer
td_row_new (TdKind kind)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer row = g_malloc0 (spec->row_size);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (spec->fields[i].type == TD_FIELD_REAL)
        MEMBER (row, &spec->fields[i], double) = NAN;
    }

  return row;
}

/**
 * td_row_copy:
 * @kind: the kind of @row
 * @row: a row
 *
 * Returns: (transfer full): a deep copy, with the same id
 */
gpointer
td_row_copy (TdKind kind, gconstpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);
  gpointer copy = g_memdup2 (row, spec->row_size);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (is_text (&spec->fields[i]))
        MEMBER (copy, &spec->fields[i], char *) = g_strdup (MEMBER (row, &spec->fields[i], char *));
    }

  return copy;
}

/**
 * td_row_free:
 * @kind: the kind of @row
 * @row: (nullable) (transfer full): a row
 */
void
td_row_free (TdKind kind, gpointer row)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  if (row == NULL)
    return;

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (is_text (&spec->fields[i]))
        g_free (MEMBER (row, &spec->fields[i], char *));
    }
  g_free (row);
}

/**
 * td_row_equal:
 * @kind: the kind of both
 * @a: a row
 * @b: another row
 *
 * Returns: whether the ids and all fields are the same
 */
gboolean
td_row_equal (TdKind kind, gconstpointer a, gconstpointer b)
{
  const TdKindSpec *spec = td_kind_spec (kind);

  if (((const TdRow *) a)->id != ((const TdRow *) b)->id)
    return FALSE;

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const TdFieldSpec *field = &spec->fields[i];

      if (is_text (field))
        {
          if (g_strcmp0 (td_row_get_text (a, field), td_row_get_text (b, field)) != 0)
            return FALSE;
        }
      else if (field->type == TD_FIELD_REAL)
        {
          double x = td_row_get_real (a, field);
          double y = td_row_get_real (b, field);

          if (!(x == y || (isnan (x) && isnan (y))))
            return FALSE;
        }
      else if (td_row_get_int (a, field) != td_row_get_int (b, field))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * td_row_get_text:
 * @row: a row of the kind that declares @field
 * @field: a field of type text or date
 *
 * Returns: (nullable): the value, owned by the row
 */
const char *
td_row_get_text (gconstpointer row, const TdFieldSpec *field)
{
  g_return_val_if_fail (is_text (field), NULL);

  return MEMBER (row, field, char *);
}

/**
 * td_row_get_int:
 * @row: a row of the kind that declares @field
 * @field: a field of type integer, boolean or reference
 *
 * Returns: the value, 0 where absent
 */
gint64
td_row_get_int (gconstpointer row, const TdFieldSpec *field)
{
  g_return_val_if_fail (!is_text (field) && field->type != TD_FIELD_REAL, 0);

  return field->type == TD_FIELD_BOOL ? MEMBER (row, field, gboolean) : MEMBER (row, field, gint64);
}

/**
 * td_row_get_real:
 * @row: a row of the kind that declares @field
 * @field: a field of type real
 *
 * Returns: the value, NAN where absent
 */
double
td_row_get_real (gconstpointer row, const TdFieldSpec *field)
{
  g_return_val_if_fail (field->type == TD_FIELD_REAL, NAN);

  return MEMBER (row, field, double);
}

/**
 * td_row_set_text:
 * @row: a row of the kind that declares @field
 * @field: a field of type text or date
 * @value: (nullable): the value; "" counts as absent
 */
void
td_row_set_text (gpointer row, const TdFieldSpec *field, const char *value)
{
  char *copy;

  g_return_if_fail (is_text (field));

  copy = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  g_free (MEMBER (row, field, char *));
  MEMBER (row, field, char *) = copy;
}

/**
 * td_row_set_int:
 * @row: a row of the kind that declares @field
 * @field: a field of type integer, boolean or reference
 * @value: the value
 */
void
td_row_set_int (gpointer row, const TdFieldSpec *field, gint64 value)
{
  g_return_if_fail (!is_text (field) && field->type != TD_FIELD_REAL);

  if (field->type == TD_FIELD_BOOL)
    MEMBER (row, field, gboolean) = value != 0;
  else
    MEMBER (row, field, gint64) = value;
}

/**
 * td_row_set_real:
 * @row: a row of the kind that declares @field
 * @field: a field of type real
 * @value: the value, NAN for absent
 */
void
td_row_set_real (gpointer row, const TdFieldSpec *field, double value)
{
  g_return_if_fail (field->type == TD_FIELD_REAL);

  MEMBER (row, field, double) = value;
}

/**
 * td_row_format_field:
 * @row: a row of the kind that declares @field
 * @field: a field
 *
 * Returns: (nullable) (transfer full): the value as locale-free text; NULL where absent
 */
char *
td_row_format_field (gconstpointer row, const TdFieldSpec *field)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (field->type)
    {
    case TD_FIELD_TEXT:
    case TD_FIELD_DATE:
      return g_strdup (td_row_get_text (row, field));
    case TD_FIELD_REAL:
      if (isnan (td_row_get_real (row, field)))
        return NULL;
      return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, td_row_get_real (row, field)));
    case TD_FIELD_REF:
      if (td_row_get_int (row, field) == 0)
        return NULL;
      return g_strdup_printf ("%" G_GINT64_FORMAT, td_row_get_int (row, field));
    case TD_FIELD_INT:
    case TD_FIELD_BOOL:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, td_row_get_int (row, field));
    }
}

static gboolean
parse_real (const char *text, double *value)
{
  char *end = NULL;

  *value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*value);
}

/**
 * td_row_parse_field:
 * @row: a row of the kind that declares @field
 * @field: a field
 * @text: (nullable): the value as locale-free text; NULL or "" is absent
 * @error: return location
 *
 * Sets the field from text, as typed on a command line or read from a file. Texts become NFC.
 *
 * Returns: whether @text is a value of the field's type
 */
gboolean
td_row_parse_field (gpointer row, const TdFieldSpec *field, const char *text, GError **error)
{
  gboolean absent = text == NULL || *text == '\0';
  gint64 number = 0;
  double real = NAN;
  GDate date;

  if (absent && (field->flags & TD_FIELD_REQUIRED))
    {
      td_error_set_at (error, TD_ERROR_USAGE, NULL, field->name, _ ("“%s” must not be empty."),
                       _ (field->label));
      return FALSE;
    }

  switch (field->type)
    {
    case TD_FIELD_TEXT:
      {
        g_autofree char *nfc = absent ? NULL : td_text_nfc (text, -1);

        td_row_set_text (row, field, nfc);
        return TRUE;
      }
    case TD_FIELD_DATE:
      if (!absent && !td_date_parse_iso (text, &date))
        break;
      td_row_set_text (row, field, text);
      return TRUE;
    case TD_FIELD_REAL:
      if (!absent && !parse_real (text, &real))
        break;
      td_row_set_real (row, field, real);
      return TRUE;
    case TD_FIELD_BOOL:
      if (absent || g_str_equal (text, "0") || g_str_equal (text, "false"))
        td_row_set_int (row, field, FALSE);
      else if (g_str_equal (text, "1") || g_str_equal (text, "true"))
        td_row_set_int (row, field, TRUE);
      else
        break;
      return TRUE;
    case TD_FIELD_INT:
    case TD_FIELD_REF:
    default:
      if (!absent && !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
        break;
      td_row_set_int (row, field, number);
      return TRUE;
    }

  td_error_set_at (error, TD_ERROR_USAGE, NULL, field->name, _ ("“%s” is no value for “%s”."), text,
                   _ (field->label));
  return FALSE;
}
