/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-procedure-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-error.h"
#include "td-text.h"

#define HEADER_ROWS 40 /* a header further down is none */
#define HEADER_DEPTH 3 /* rows of one header */
#define MAX_COLUMNS 60
#define MAX_PROCEDURES 100000
#define AREA_WORD "Lĩnh vực "

typedef enum
{
  COLUMN_NONE,
  COLUMN_CODE,
  COLUMN_NAME,
  COLUMN_AREA,
  COLUMN_UNIT,
  COLUMN_LEVEL,
  COLUMN_LIMIT,
  COLUMN_LIMIT_UNIT,
  COLUMN_LEGAL,
  COLUMN_FEE,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_NOTE,
  N_COLUMNS,
} Column;

/* Folded words of headings; the first that all stand in a heading says what the column is. */
static const struct
{
  const char *words;
  Column column;
} headings[] = {
  { "ma thu tuc", COLUMN_CODE },
  { "ma so tthc", COLUMN_CODE },
  { "ma so thu tuc", COLUMN_CODE },
  { "ma tthc", COLUMN_CODE },
  { "ma so", COLUMN_CODE },
  { "ten thu tuc", COLUMN_NAME },
  { "ten tthc", COLUMN_NAME },
  { "linh vuc", COLUMN_AREA },
  { "don vi tinh", COLUMN_LIMIT_UNIT },
  { "don vi thoi han", COLUMN_LIMIT_UNIT },
  { "don vi cua thoi han", COLUMN_LIMIT_UNIT },
  { "co quan", COLUMN_UNIT },
  { "don vi", COLUMN_UNIT },
  { "phong", COLUMN_UNIT },
  { "muc do", COLUMN_LEVEL },
  { "dich vu cong", COLUMN_LEVEL },
  { "theo quy dinh", COLUMN_LEGAL },
  { "luat dinh", COLUMN_LEGAL },
  { "thoi han", COLUMN_LIMIT },
  { "thoi gian", COLUMN_LIMIT },
  { "phi", COLUMN_FEE },
  { "het hieu luc", COLUMN_TO },
  { "den ngay", COLUMN_TO },
  { "hieu luc", COLUMN_FROM },
  { "tu ngay", COLUMN_FROM },
  { "ap dung", COLUMN_FROM },
  { "ghi chu", COLUMN_NOTE },
  { "thu tuc hanh chinh", COLUMN_NAME },
};

typedef struct
{
  TdProcedureTable *table;
  char *labels[MAX_COLUMNS]; /* of the rows that may be the header */
  Column columns[MAX_COLUMNS];
  guint header_row; /* 0: not found yet */
  gboolean found;
  char *area; /* of the group row above */
} Reader;

static void
skip_clear (gpointer data)
{
  g_free (((TdProcedureSkip *) data)->reason);
}

static void
row_free (gpointer row)
{
  td_row_free (TD_KIND_PROCEDURE, row);
}

void
td_procedure_table_free (TdProcedureTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->rows);
  g_array_unref (table->skips);
  g_free (table);
}

static Column
column_of (const char *label)
{
  g_autofree char *folded = td_text_fold (label);
  g_autofree char *padded = g_strdup_printf (" %s ", folded);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autofree char *words = g_strdup_printf (" %s ", headings[i].words);

      if (strstr (padded, words) != NULL)
        return headings[i].column;
    }

  return COLUMN_NONE;
}

static char *
cell_text (const TdCell *cell)
{
  if (cell->text != NULL && cell->kind == TD_CELL_TEXT)
    return td_text_clean (cell->text, (gssize) cell->length);
  if (cell->kind == TD_CELL_DATE)
    {
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) CLAMP (cell->number + 693594, 1, 1 << 23));
      return td_date_format_iso (&date);
    }

  return g_strdup_printf ("%.15g", cell->number);
}

static gboolean
has_column (const Reader *self, Column column)
{
  for (guint c = 0; c < MAX_COLUMNS; c++)
    {
      if (self->columns[c] == column)
        return TRUE;
    }

  return FALSE;
}

/* Collects what may be the header; it is one once the columns of code and name are known. */
static void
take_heading (Reader *self, guint row, const TdCell *cells, guint n_cells)
{
  guint texts = 0;

  for (guint i = 0; i < n_cells; i++)
    texts += cells[i].kind == TD_CELL_TEXT;
  if (texts < 3)
    return;
  for (guint i = 0; i < n_cells; i++)
    {
      guint c = cells[i].column;
      g_autofree char *text = cell_text (&cells[i]);
      char *joined;

      if (c >= MAX_COLUMNS || cells[i].kind != TD_CELL_TEXT || *text == '\0')
        continue;
      joined =
          self->labels[c] != NULL && self->header_row != 0 && row < self->header_row + HEADER_DEPTH
              ? g_strdup_printf ("%s %s", self->labels[c], text)
              : g_strdup (text);
      g_free (self->labels[c]);
      self->labels[c] = joined;
      self->columns[c] = column_of (joined);
    }
  if (self->header_row == 0)
    self->header_row = row;
  self->found = has_column (self, COLUMN_CODE) && has_column (self, COLUMN_NAME);
}

/**
 * td_procedure_parse_limit:
 * @text: "05 ngày làm việc", "2 giờ", "15 ngày", "01 tháng", "Trong ngày", "7"
 * @limit: (out): how much
 * @unit: (out): nick of its unit; a number alone is in working days
 *
 * Returns: whether @text says a limit
 */
gboolean
td_procedure_parse_limit (const char *text, gint64 *limit, const char **unit)
{
  g_autofree char *folded = td_text_fold (text != NULL ? text : "");
  const char *digits = folded + strcspn (folded, "0123456789");

  *limit = g_ascii_strtoll (digits, NULL, 10);
  if (strstr (folded, "trong ngay") != NULL || strstr (folded, "ngay khi") != NULL ||
      strstr (folded, "tra ngay") != NULL)
    {
      *unit = "same_day";
      *limit = 0;
      return TRUE;
    }
  if (*digits == '\0' || *limit <= 0 || *limit > 10000)
    return FALSE;
  if (strstr (folded, "gio") != NULL)
    *unit = "hour";
  else if (strstr (folded, "thang") != NULL)
    *unit = "month";
  else if (strstr (folded, "ngay") != NULL && strstr (folded, "lam viec") == NULL)
    *unit = "calendar_day";
  else
    *unit = "working_day";

  return TRUE;
}

static char *
parse_level (const char *text)
{
  g_autofree char *folded = td_text_fold (text);

  if (strstr (folded, "toan trinh") != NULL || strstr (folded, "muc do 4") != NULL)
    return g_strdup ("full");
  if (strstr (folded, "mot phan") != NULL || strstr (folded, "muc do 3") != NULL)
    return g_strdup ("partial");

  return g_strdup ("other");
}

/* "1.234.000 đồng", "Không", "": đồng; -1 unknown */
static gint64
parse_fee (const char *text)
{
  g_autofree char *folded = td_text_fold (text);
  gint64 fee = 0;
  gboolean any = FALSE;

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) && fee < G_MAXINT32)
        {
          fee = fee * 10 + (*p - '0');
          any = TRUE;
        }
      else if (any && *p != '.' && *p != ',' && *p != ' ')
        break;
    }
  if (any)
    return fee;

  return strstr (folded, "khong") != NULL || strstr (folded, "mien") != NULL ? 0 : -1;
}

static char *
parse_date (const char *text)
{
  GDate date, today;

  td_date_today (&today);
  if (*text == '\0' || (!td_date_parse_iso (text, &date) &&
                        !td_date_parse_typed (text, &today, g_date_get_year (&today), &date)))
    return NULL;

  return td_date_format_iso (&date);
}

/* Of two columns that say the same the first counts. */
static void
set_field (TdProcedureRow *row, Column column, const char *text, const char **limit_unit)
{
  char **const texts[N_COLUMNS] = { [COLUMN_CODE] = &row->code,
                                    [COLUMN_NAME] = &row->name,
                                    [COLUMN_AREA] = &row->area,
                                    [COLUMN_UNIT] = &row->unit_text,
                                    [COLUMN_NOTE] = &row->note };
  const char *unit;

  if (texts[column] != NULL && *texts[column] == NULL && *text != '\0')
    *texts[column] = g_strdup (text);
  else if (column == COLUMN_LEVEL && row->service_level == NULL)
    row->service_level = parse_level (text);
  else if (column == COLUMN_FEE)
    row->fee = parse_fee (text);
  else if (column == COLUMN_FROM && row->valid_from == NULL)
    row->valid_from = parse_date (text);
  else if (column == COLUMN_TO && row->valid_to == NULL)
    row->valid_to = parse_date (text);
  else if (column == COLUMN_LIMIT_UNIT)
    {
      g_autofree char *with_number = g_strdup_printf ("1 %s", text);
      gint64 one;

      td_procedure_parse_limit (with_number, &one, limit_unit);
    }
  else if (column == COLUMN_LIMIT && row->limit_unit == NULL &&
           td_procedure_parse_limit (text, &row->limit_value, &unit))
    row->limit_unit = g_strdup (unit);
  else if (column == COLUMN_LEGAL && row->legal_limit_unit == NULL &&
           td_procedure_parse_limit (text, &row->legal_limit_value, &unit))
    row->legal_limit_unit = g_strdup (unit);
}

/* The legal limit holds where no shorter one is promised. */
static void
settle_limits (TdProcedureRow *row, const char *limit_unit)
{
  if (limit_unit != NULL && row->limit_value > 0)
    {
      g_free (row->limit_unit);
      row->limit_unit = g_strdup (limit_unit);
    }
  if (row->limit_unit == NULL && row->legal_limit_unit != NULL)
    {
      row->limit_unit = g_strdup (row->legal_limit_unit);
      row->limit_value = row->legal_limit_value;
    }
}

static void
skip (Reader *self, guint row, const char *reason)
{
  TdProcedureSkip entry = { row, g_strdup (reason) };

  g_array_append_val (self->table->skips, entry);
}

/* A line with one text, or "I | Lĩnh vực …": an area that holds for the lines below */
static gboolean
is_area_row (Reader *self, const TdProcedureRow *row, guint filled)
{
  const char *text = row->name != NULL ? row->name : row->code;

  if (filled > 2 || text == NULL || (row->code != NULL && row->name != NULL) ||
      row->limit_unit != NULL)
    return FALSE;
  g_free (self->area);
  self->area = g_strdup (g_str_has_prefix (text, AREA_WORD) ? text + strlen (AREA_WORD) : text);

  return TRUE;
}

/* "(1) (2) (3)" under the headings */
static gboolean
is_number_row (const TdCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *text = cell_text (&cells[i]);

      if (strspn (text, "0123456789()=+- ") != strlen (text) || strlen (text) > 6)
        return FALSE;
    }

  return TRUE;
}

static void
take_line (Reader *self, guint row, const TdCell *cells, guint n_cells)
{
  TdProcedureRow *line = td_row_new (TD_KIND_PROCEDURE);
  const char *limit_unit = NULL;
  guint filled = 0;

  line->fee = -1;
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *text = cell_text (&cells[i]);

      if (cells[i].column >= MAX_COLUMNS || *text == '\0')
        continue;
      filled++;
      set_field (line, self->columns[cells[i].column], text, &limit_unit);
    }
  settle_limits (line, limit_unit);
  if (filled == 0 || is_area_row (self, line, filled))
    {
      row_free (line);
      return;
    }
  if (line->code == NULL || line->name == NULL || line->limit_unit == NULL)
    {
      skip (self, row,
            line->code == NULL   ? "no_code"
            : line->name == NULL ? "no_name"
                                 : "no_limit");
      row_free (line);
      return;
    }
  if (line->area == NULL)
    line->area = g_strdup (self->area);
  self->table->has_dates = self->table->has_dates || line->valid_from != NULL;
  g_ptr_array_add (self->table->rows, line);
}

static gboolean
row_cb (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;
  gboolean within = self->header_row != 0 && row < self->header_row + HEADER_DEPTH;

  if (n_cells == 0 || self->table->rows->len >= MAX_PROCEDURES)
    return TRUE;
  if (!self->found)
    {
      if (row > HEADER_ROWS)
        return FALSE;
      if (!within)
        self->header_row = 0;
      take_heading (self, row, cells, n_cells);
      return TRUE;
    }
  if (is_number_row (cells, n_cells))
    return TRUE;
  take_line (self, row, cells, n_cells);

  return TRUE;
}

static void
reader_reset (Reader *self)
{
  for (guint c = 0; c < MAX_COLUMNS; c++)
    {
      g_clear_pointer (&self->labels[c], g_free);
      self->columns[c] = COLUMN_NONE;
    }
  g_clear_pointer (&self->area, g_free);
  self->header_row = 0;
  self->found = FALSE;
}

/**
 * td_procedure_read:
 * @bytes: an XLSX, XLS or CSV
 * @name: its name
 * @cancellable: (nullable): stops the reading
 * @error: return location; TD_ERROR_BAD_INPUT when no sheet has the columns of code and name
 *
 * Returns: (nullable) (transfer full): the procedures of the first sheet that has some
 */
TdProcedureTable *
td_procedure_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdSheetFile) file = td_sheet_file_open (bytes, name, cancellable, error);
  g_autoptr (TdProcedureTable) table = NULL;
  Reader reader = { NULL };
  gboolean found = FALSE;

  if (file == NULL)
    return NULL;
  table = g_new0 (TdProcedureTable, 1);
  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->skips = g_array_new (FALSE, FALSE, sizeof (TdProcedureSkip));
  g_array_set_clear_func (table->skips, skip_clear);
  reader.table = table;
  for (guint s = 0; !found && s < td_sheet_file_get_n_sheets (file); s++)
    {
      g_autoptr (GError) failure = NULL;

      if (!td_sheet_file_read (file, s, row_cb, &reader, cancellable, &failure) && failure != NULL)
        {
          reader_reset (&reader);
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      found = reader.found;
      reader_reset (&reader);
    }
  if (found)
    return g_steal_pointer (&table);

  td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                   _ ("No sheet has a header with the code and the name of procedures."));
  return NULL;
}
