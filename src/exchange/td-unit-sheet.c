/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-unit-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-dossier-date.h"
#include "td-error.h"
#include "td-text.h"

#define MAX_UNITS 20000     /* a province has some thousand schools */
#define MAX_NAME_BYTES 1000 /* a longer cell is no name */
#define HEADER_SEARCHED 80  /* rows looked through for the header */

typedef enum
{
  ROLE_NAME,
  ROLE_SHORT,
  ROLE_KIND,
  ROLE_PARENT,
  ROLE_ALIASES,
  ROLE_FROM,
  ROLE_TO,
  ROLE_SUCCESSOR,
  ROLE_NOTE,
  N_ROLES,
} Role;

/* How offices head the columns of their lists, folded; the first of a role that is found counts. */
static const char *const headings[N_ROLES][9] = {
  [ROLE_NAME] = { "ten don vi", "don vi", "ten phong", "ten co quan", "ten phong, don vi",
                  "ten phong/don vi", "ten truong", "ten", NULL },
  [ROLE_SHORT] = { "ten viet tat", "viet tat", "ten tat", "ky hieu", "ten ngan", NULL },
  [ROLE_KIND] = { "loai don vi", "loai", "loai hinh", "nhom", NULL },
  [ROLE_PARENT] = { "don vi cap tren", "truc thuoc", "thuoc don vi", "don vi quan ly",
                    "co quan chu quan", NULL },
  [ROLE_ALIASES] = { "ten goi khac", "ten khac", "bi danh", "ten thuong goi", NULL },
  [ROLE_FROM] = { "hieu luc tu", "co hieu luc tu", "tu ngay", "ngay thanh lap", NULL },
  [ROLE_TO] = { "hieu luc den", "het hieu luc", "den ngay", "ngay giai the", NULL },
  [ROLE_SUCCESSOR] = { "don vi ke thua", "ke thua", "sap nhap vao", "nhap vao", "doi thanh", NULL },
  [ROLE_NOTE] = { "ghi chu", NULL },
};

typedef struct
{
  const char *file;
  const char *sheet;
  GPtrArray *lines; /* (element-type TdUnitLine) */
  int columns[N_ROLES];
  gboolean found; /* the header */
} Reading;

void
td_unit_line_free (TdUnitLine *self)
{
  if (self == NULL)
    return;

  g_free (self->place);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->kind);
  g_free (self->parent);
  g_free (self->successor);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->note);
  g_strfreev (self->aliases);
  g_free (self);
}

/**
 * td_unit_kind_from_words:
 * @words: "Phòng chuyên môn", "Trường THPT", or the name of a unit
 *
 * Returns: the value of unit.kind these words speak of; what is not known is a subordinate unit
 */
const char *
td_unit_kind_from_words (const char *words)
{
  static const struct
  {
    const char *start;
    const char *kind;
  } starts[] = {
    { "phong giao duc va dao tao", "external" }, /* of a district: not a room of the department */
    { "phong gd", "external" },
    { "phong", "room" },
    { "van phong", "room" },
    { "thanh tra", "room" },
    { "room", "room" },
    { "lanh dao", "leader" },
    { "ban giam doc", "leader" },
    { "giam doc", "leader" },
    { "pho giam doc", "leader" },
    { "leader", "leader" },
    { "ngoai", "external" },
    { "co quan ngoai", "external" },
    { "external", "external" },
    { "so ", "external" },
    { "bo ", "external" },
    { "ubnd", "external" },
    { "uy ban", "external" },
  };
  g_autofree char *folded = td_text_fold (words);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      if (g_str_has_prefix (folded, starts[i].start))
        return starts[i].kind;
    }

  return "unit";
}

static char *
cell_text (const TdCell *cells, guint n_cells, int column)
{
  for (guint i = 0; column >= 0 && i < n_cells; i++)
    {
      g_autofree char *text = NULL;

      if (cells[i].column != (guint) column || cells[i].kind != TD_CELL_TEXT)
        continue;
      text = td_text_clean (cells[i].text, (gssize) cells[i].length);
      return td_text_is_blank (text) ? NULL : g_steal_pointer (&text);
    }

  return NULL;
}

static char *
cell_date (const TdCell *cells, guint n_cells, int column)
{
  for (guint i = 0; column >= 0 && i < n_cells; i++)
    {
      TdDossierDate date;
      int year, month, day;

      if (cells[i].column != (guint) column)
        continue;
      if (td_dossier_date_from_cell (&cells[i], &date) != TD_DATE_GOOD)
        return NULL;
      td_dossier_day_split (date.seconds / TD_DAY_SECONDS, &year, &month, &day);
      return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    }

  return NULL;
}

/* Whether the row is the header: it names the units' column and one more, or stands alone. */
static gboolean
read_header (Reading *self, const TdCell *cells, guint n_cells)
{
  int columns[N_ROLES];
  guint n_known = 0;

  for (guint role = 0; role < N_ROLES; role++)
    {
      columns[role] = -1;
      for (guint h = 0; headings[role][h] != NULL && columns[role] < 0; h++)
        {
          for (guint i = 0; i < n_cells && columns[role] < 0; i++)
            {
              g_autofree char *clean = td_text_clean (cells[i].text, (gssize) cells[i].length);
              g_autofree char *folded = td_text_fold (clean);

              if (cells[i].kind == TD_CELL_TEXT && g_str_equal (folded, headings[role][h]))
                columns[role] = (int) cells[i].column;
            }
        }
      n_known += columns[role] >= 0;
    }
  if (columns[ROLE_NAME] < 0 || (n_known < 2 && n_cells > 2))
    return FALSE;
  memcpy (self->columns, columns, sizeof columns);

  return TRUE;
}

/* "A; B" or one name per line of the cell */
static char **
split_aliases (const TdCell *cells, guint n_cells, int column)
{
  for (guint i = 0; column >= 0 && i < n_cells; i++)
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) parts = NULL;
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      if (cells[i].column != (guint) column || cells[i].kind != TD_CELL_TEXT)
        continue;
      text = g_strndup (cells[i].text, cells[i].length);
      parts = g_strsplit_set (text, ";\n", 64);
      for (guint p = 0; parts[p] != NULL; p++)
        {
          g_autofree char *clean = td_text_clean (parts[p], -1);

          if (!td_text_is_blank (clean))
            g_strv_builder_add (builder, clean);
        }
      return g_strv_builder_end (builder);
    }

  return NULL;
}

static gboolean
is_name (const char *text)
{
  gsize n_letters = 0;

  if (text == NULL || strlen (text) > MAX_NAME_BYTES)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n_letters += g_unichar_isalpha (g_utf8_get_char (p)) ? 1 : 0;

  return n_letters >= 2;
}

static void
add_line (Reading *self, guint row, const TdCell *cells, guint n_cells)
{
  g_autofree char *name = cell_text (cells, n_cells, self->columns[ROLE_NAME]);
  g_autofree char *kind = NULL;
  TdUnitLine *line;

  if (!is_name (name))
    return; /* a number row, a title between the rows */
  line = g_new0 (TdUnitLine, 1);
  line->place = self->sheet != NULL && *self->sheet != '\0'
                    ? g_strdup_printf (_ ("sheet “%s”, row %u"), self->sheet, row)
                    : g_strdup_printf (_ ("row %u"), row);
  line->short_name = cell_text (cells, n_cells, self->columns[ROLE_SHORT]);
  kind = cell_text (cells, n_cells, self->columns[ROLE_KIND]);
  line->kind = kind != NULL ? g_strdup (td_unit_kind_from_words (kind)) : NULL;
  line->parent = cell_text (cells, n_cells, self->columns[ROLE_PARENT]);
  line->successor = cell_text (cells, n_cells, self->columns[ROLE_SUCCESSOR]);
  line->valid_from = cell_date (cells, n_cells, self->columns[ROLE_FROM]);
  line->valid_to = cell_date (cells, n_cells, self->columns[ROLE_TO]);
  line->note = cell_text (cells, n_cells, self->columns[ROLE_NOTE]);
  line->aliases = split_aliases (cells, n_cells, self->columns[ROLE_ALIASES]);
  line->name = g_steal_pointer (&name);
  g_ptr_array_add (self->lines, line);
}

static gboolean
row_cb (guint row, const TdCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reading *self = data;
  Reading again = *self;

  if (!self->found)
    {
      self->found = read_header (self, cells, n_cells);
      return self->found || row < HEADER_SEARCHED;
    }
  if (read_header (&again, cells, n_cells))
    return TRUE; /* the header once more, on a later page */
  add_line (self, row, cells, n_cells);
  if (self->lines->len <= MAX_UNITS)
    return TRUE;
  td_error_set_at (error, TD_ERROR_TOO_LARGE, self->file, NULL,
                   _ ("The list has more than %d units."), MAX_UNITS);

  return FALSE;
}

/**
 * td_unit_sheet_read:
 * @bytes: a spreadsheet: XLSX, XLS or CSV
 * @name: its name, for messages
 * @cancellable: (nullable): cancels
 * @error: return location; TD_ERROR_BAD_INPUT where no column of units is found
 *
 * Reads the units of the first sheet that has a column of them, headed by words; the other columns
 * may stand in any order and be absent.
 *
 * Returns: (nullable) (transfer full) (element-type TdUnitLine): the units in the file's order
 */
GPtrArray *
td_unit_sheet_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdSheetFile) file = td_sheet_file_open (bytes, name, cancellable, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) td_unit_line_free);

  if (file == NULL)
    return NULL;
  for (guint sheet = 0; sheet < td_sheet_file_get_n_sheets (file) && lines->len == 0; sheet++)
    {
      Reading reading = { name, td_sheet_file_get_sheet_name (file, sheet), lines, { 0 }, FALSE };

      if (!td_sheet_file_read (file, sheet, row_cb, &reading, cancellable, error))
        return NULL;
    }
  if (lines->len == 0)
    {
      td_error_set_at (error, TD_ERROR_BAD_INPUT, name, NULL,
                       _ ("No column of units was found (headed “Tên đơn vị”, say)."));
      return NULL;
    }

  return g_steal_pointer (&lines);
}
