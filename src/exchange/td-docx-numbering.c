/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-numbering.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-number-format.h"
#include "td-docx-xml.h"
#include "td-error.h"
#include "td-text.h"
#include "td-xml-part.h"

#define MAX_LISTS 20000
#define MAX_LABEL 200

/* w:abstractNum. The counters are its own: lists (w:num) of one kind count on together until one
 * of them says that it starts anew. */
typedef struct
{
  TdDocxLevel levels[TD_DOCX_N_LEVELS];
  char *style_link;     /* (nullable): the numbering style it defines */
  char *num_style_link; /* (nullable): the numbering style it refers to */
  int counters[TD_DOCX_N_LEVELS];
  gboolean started[TD_DOCX_N_LEVELS];
} Abstract;

typedef struct
{
  int abstract_id;
  TdDocxLevel *overrides[TD_DOCX_N_LEVELS]; /* (nullable) */
  int starts[TD_DOCX_N_LEVELS];             /* startOverride, -1 for none */
  gboolean applied[TD_DOCX_N_LEVELS];
} List;

struct _TdDocxNumbering
{
  GHashTable *abstracts; /* id -> Abstract */
  GHashTable *lists;     /* id -> List */
  TdDocxStyles *styles;  /* (nullable) unowned */
};

static void
level_clear (TdDocxLevel *level)
{
  g_free (level->format);
  g_free (level->text);
  g_free (level->style);
}

static void
abstract_free (Abstract *abstract)
{
  for (guint i = 0; i < TD_DOCX_N_LEVELS; i++)
    level_clear (&abstract->levels[i]);
  g_free (abstract->style_link);
  g_free (abstract->num_style_link);
  g_free (abstract);
}

static void
list_free (List *list)
{
  for (guint i = 0; i < TD_DOCX_N_LEVELS; i++)
    if (list->overrides[i] != NULL)
      {
        level_clear (list->overrides[i]);
        g_free (list->overrides[i]);
      }
  g_free (list);
}

/**
 * td_docx_numbering_new:
 *
 * Returns: (transfer full): no lists
 */
TdDocxNumbering *
td_docx_numbering_new (void)
{
  TdDocxNumbering *numbering = g_new0 (TdDocxNumbering, 1);

  numbering->abstracts =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) abstract_free);
  numbering->lists =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) list_free);

  return numbering;
}

/**
 * td_docx_numbering_free:
 * @numbering: (nullable) (transfer full): lists
 */
void
td_docx_numbering_free (TdDocxNumbering *numbering)
{
  if (numbering == NULL)
    return;

  g_hash_table_unref (numbering->abstracts);
  g_hash_table_unref (numbering->lists);
  g_free (numbering);
}

/* The format may be wrapped: mc:AlternateContent with a custom format first, the plain one last. */
static const char *
read_format (const xmlNode *node)
{
  const char *format = td_docx_child_val (node, "numFmt");

  if (format != NULL)
    return format;

  TD_DOCX_FOREACH (child, node)
  {
    if (strcmp ((const char *) child->name, "AlternateContent") != 0)
      continue;
    TD_DOCX_FOREACH (branch, child)
    if (td_docx_child_val (branch, "numFmt") != NULL)
      format = td_docx_child_val (branch, "numFmt");
  }

  return format != NULL && !g_str_equal (format, "custom") ? format : "decimal";
}

static void
read_level (TdDocxLevel *level, const xmlNode *node)
{
  const char *text = td_docx_child_val (node, "lvlText");
  TdDocxRunProps run;

  level_clear (level);
  td_docx_run_props_init (&run);
  td_docx_run_props_read (&run, td_docx_child (node, "rPr"));
  td_docx_para_props_init (&level->para);
  td_docx_para_props_read (&level->para, td_docx_child (node, "pPr"));
  level->format = g_strndup (read_format (node), 40);
  level->text = g_strdup (text != NULL && strlen (text) <= MAX_LABEL ? text : "");
  level->font = run.font >= 0 ? run.font : TD_DOCX_FONT_TEXT;
  level->start = td_docx_int (td_docx_child_val (node, "start"), 0);
  level->restart = td_docx_int (td_docx_child_val (node, "lvlRestart"), -1);
  level->legal = td_docx_child_on (node, "isLgl") == 1;
  level->style = g_strdup (td_docx_child_val (node, "pStyle"));
  level->defined = TRUE;
}

static int
level_index (const xmlNode *node)
{
  int index = td_docx_int (td_docx_attr (node, "ilvl"), -1);

  return index >= 0 && index < TD_DOCX_N_LEVELS ? index : -1;
}

static void
take_abstract (TdDocxNumbering *numbering, const xmlNode *node)
{
  int id = td_docx_int (td_docx_attr (node, "abstractNumId"), -1);
  Abstract *abstract;

  if (id < 0 || g_hash_table_contains (numbering->abstracts, GINT_TO_POINTER (id)))
    return;

  abstract = g_new0 (Abstract, 1);
  abstract->style_link = g_strdup (td_docx_child_val (node, "styleLink"));
  abstract->num_style_link = g_strdup (td_docx_child_val (node, "numStyleLink"));
  TD_DOCX_FOREACH (child, node)
  if (td_docx_is_w (child, "lvl") && level_index (child) >= 0)
    read_level (&abstract->levels[level_index (child)], child);

  g_hash_table_insert (numbering->abstracts, GINT_TO_POINTER (id), abstract);
}

static void
take_list (TdDocxNumbering *numbering, const xmlNode *node)
{
  int id = td_docx_int (td_docx_attr (node, "numId"), -1);
  List *list;

  if (id < 0 || g_hash_table_contains (numbering->lists, GINT_TO_POINTER (id)))
    return;

  list = g_new0 (List, 1);
  list->abstract_id = td_docx_int (td_docx_child_val (node, "abstractNumId"), -1);
  for (guint i = 0; i < TD_DOCX_N_LEVELS; i++)
    list->starts[i] = -1;
  TD_DOCX_FOREACH (child, node)
  {
    int level = td_docx_is_w (child, "lvlOverride") ? level_index (child) : -1;
    const xmlNode *definition = td_docx_child (child, "lvl");

    if (level < 0)
      continue;
    list->starts[level] = td_docx_int (td_docx_child_val (child, "startOverride"), -1);
    if (definition != NULL && list->overrides[level] == NULL)
      {
        list->overrides[level] = g_new0 (TdDocxLevel, 1);
        read_level (list->overrides[level], definition);
      }
  }

  g_hash_table_insert (numbering->lists, GINT_TO_POINTER (id), list);
}

/**
 * td_docx_numbering_load:
 * @numbering: no lists
 * @styles: the styles of the document; they must outlive @numbering
 * @zip: a DOCX file
 * @part: "word/numbering.xml"
 * @cancellable: (nullable): looked at while reading
 * @error: as td_xml_part_next()
 *
 * Returns: whether the lists were read
 */
gboolean
td_docx_numbering_load (TdDocxNumbering *numbering,
                        TdDocxStyles *styles,
                        TdZip *zip,
                        const char *part,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (TdXmlPart) xml = td_xml_part_open (zip, part, cancellable, error);
  TdXmlEvent event;

  if (xml == NULL)
    return FALSE;

  numbering->styles = styles;
  while ((event = td_xml_part_next (xml, error)) > TD_XML_END_OF_PART)
    {
      xmlNode *node;

      if (event != TD_XML_START || td_xml_part_depth (xml) != 1)
        continue;
      node = td_xml_part_expand (xml, error);
      if (node == NULL)
        return FALSE;
      if (td_docx_is_w (node, "abstractNum"))
        take_abstract (numbering, node);
      else if (td_docx_is_w (node, "num"))
        take_list (numbering, node);
      if (g_hash_table_size (numbering->abstracts) + g_hash_table_size (numbering->lists) >
          MAX_LISTS)
        {
          td_error_set_at (error, TD_ERROR_TOO_LARGE, td_zip_get_name (zip), part,
                           _ ("The file “%s” has more lists than a document can hold."),
                           td_zip_get_name (zip));
          return FALSE;
        }
    }

  return event == TD_XML_END_OF_PART;
}

/* A list may refer to a numbering style, whose list has the levels; a ring ends after a few steps.
 */
static Abstract *
abstract_of (TdDocxNumbering *numbering, const List *list)
{
  Abstract *abstract =
      g_hash_table_lookup (numbering->abstracts, GINT_TO_POINTER (list->abstract_id));

  for (guint i = 0; i < 8 && abstract != NULL && abstract->num_style_link != NULL; i++)
    {
      const TdDocxStyle *style =
          numbering->styles != NULL
              ? td_docx_styles_numbering (numbering->styles, abstract->num_style_link)
              : NULL;
      const List *linked = NULL;

      if (style != NULL && style->para.num_id >= 0)
        linked = g_hash_table_lookup (numbering->lists, GINT_TO_POINTER (style->para.num_id));
      if (linked == NULL)
        break;
      abstract = g_hash_table_lookup (numbering->abstracts, GINT_TO_POINTER (linked->abstract_id));
    }

  return abstract;
}

static const TdDocxLevel *
level_of (const Abstract *abstract, const List *list, int level)
{
  if (list->overrides[level] != NULL)
    return list->overrides[level];

  return abstract->levels[level].defined ? &abstract->levels[level] : NULL;
}

/**
 * td_docx_numbering_level_of_style:
 * @numbering: lists
 * @num_id: a list
 * @style: id of a paragraph style
 *
 * Returns: the level that is tied to the style, -1 for none
 */
int
td_docx_numbering_level_of_style (TdDocxNumbering *numbering, int num_id, const char *style)
{
  const List *list = g_hash_table_lookup (numbering->lists, GINT_TO_POINTER (num_id));
  const Abstract *abstract = list != NULL ? abstract_of (numbering, list) : NULL;

  for (int i = 0; abstract != NULL && i < TD_DOCX_N_LEVELS; i++)
    {
      const TdDocxLevel *level = level_of (abstract, list, i);

      if (level != NULL && style != NULL && g_strcmp0 (level->style, style) == 0)
        return i;
    }

  return -1;
}

/**
 * td_docx_numbering_level:
 * @numbering: lists
 * @num_id: a list
 * @level: a level from 0
 *
 * Returns: (nullable): what is said of that level
 */
const TdDocxLevel *
td_docx_numbering_level (TdDocxNumbering *numbering, int num_id, int level)
{
  const List *list = g_hash_table_lookup (numbering->lists, GINT_TO_POINTER (num_id));
  const Abstract *abstract = list != NULL ? abstract_of (numbering, list) : NULL;

  if (abstract == NULL || level < 0 || level >= TD_DOCX_N_LEVELS)
    return NULL;

  return level_of (abstract, list, level);
}

static int
start_of (const Abstract *abstract, const List *list, int level)
{
  const TdDocxLevel *definition = level_of (abstract, list, level);

  if (list->starts[level] >= 0)
    return list->starts[level];

  return definition != NULL ? definition->start : 1;
}

static void
count (Abstract *abstract, List *list, int level)
{
  if (list->starts[level] >= 0 && !list->applied[level])
    {
      list->applied[level] = TRUE;
      abstract->started[level] = FALSE;
    }

  if (abstract->started[level])
    abstract->counters[level]++;
  else
    abstract->counters[level] = start_of (abstract, list, level);
  abstract->started[level] = TRUE;

  for (int below = level + 1; below < TD_DOCX_N_LEVELS; below++)
    {
      const TdDocxLevel *definition = level_of (abstract, list, below);
      int restart = definition != NULL && definition->restart >= 0 ? definition->restart : below;

      if (level + 1 <= restart)
        abstract->started[below] = FALSE;
    }
}

static void
append_bullet (GString *label, const TdDocxLevel *level)
{
  for (const char *p = level->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = td_docx_symbol_to_unicode (level->font, g_utf8_get_char (p));

      if (c == 0x2011 || c == 0x00ad)
        c = '-';
      g_string_append_unichar (label, c);
    }
}

static void
append_number (
    GString *label, const Abstract *abstract, const List *list, const TdDocxLevel *level, int at)
{
  const TdDocxLevel *definition = level_of (abstract, list, at);
  g_autofree char *number = NULL;
  int value = abstract->started[at] ? abstract->counters[at] : start_of (abstract, list, at);

  if (definition == NULL || g_str_equal (definition->format, "bullet"))
    return;
  number = td_docx_number_format (level->legal ? "decimal" : definition->format, value);
  g_string_append (label, number);
}

/**
 * td_docx_numbering_next:
 * @numbering: lists
 * @num_id: the list of a paragraph
 * @level: its level, from 0
 *
 * Counts one paragraph.
 *
 * Returns: (transfer full) (nullable): its label as printed, %NULL when it has none
 */
char *
td_docx_numbering_next (TdDocxNumbering *numbering, int num_id, int level)
{
  List *list = g_hash_table_lookup (numbering->lists, GINT_TO_POINTER (num_id));
  Abstract *abstract = list != NULL ? abstract_of (numbering, list) : NULL;
  const TdDocxLevel *definition;
  g_autoptr (GString) label = NULL;

  if (abstract == NULL || level < 0 || level >= TD_DOCX_N_LEVELS)
    return NULL;
  definition = level_of (abstract, list, level);
  if (definition == NULL)
    return NULL;

  count (abstract, list, level);
  label = g_string_new (NULL);
  if (g_str_equal (definition->format, "bullet"))
    append_bullet (label, definition);
  else
    for (const char *p = definition->text; *p != '\0'; p++)
      {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '9')
          append_number (label, abstract, list, definition, *++p - '1');
        else
          g_string_append_c (label, *p);
      }
  g_strstrip (label->str);

  return *label->str != '\0' ? td_text_nfc (label->str, -1) : NULL;
}
