/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-styles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-xml.h"
#include "td-error.h"
#include "td-text.h"
#include "td-xml-part.h"

#define MAX_STYLES 20000

struct _TdDocxStyles
{
  GHashTable *by_id; /* id -> TdDocxStyle */
  char *default_ids[3];
  TdDocxRunProps run;
  TdDocxParaProps para;
};

static const char *const types[] = { "paragraph", "character", "table" };

static void
style_free (TdDocxStyle *style)
{
  g_free (style->id);
  g_free (style->name);
  g_free (style->type);
  g_free (style->based_on);
  g_free (style->link);
  g_free (style->num_style);
  g_free (style);
}

/**
 * td_docx_styles_new:
 *
 * Returns: (transfer full): no styles: everything is as Word does it without any
 */
TdDocxStyles *
td_docx_styles_new (void)
{
  TdDocxStyles *styles = g_new0 (TdDocxStyles, 1);

  styles->by_id =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) style_free);
  td_docx_run_props_init (&styles->run);
  td_docx_para_props_init (&styles->para);
  styles->run.size = 10;

  return styles;
}

/**
 * td_docx_styles_free:
 * @styles: (nullable) (transfer full): styles
 */
void
td_docx_styles_free (TdDocxStyles *styles)
{
  if (styles == NULL)
    return;

  g_hash_table_unref (styles->by_id);
  for (guint i = 0; i < G_N_ELEMENTS (styles->default_ids); i++)
    g_free (styles->default_ids[i]);
  g_free (styles);
}

static int
condition_from_type (const char *type)
{
  static const char *const names[TD_DOCX_N_CONDITIONS] = { "wholeTable", "firstRow", "firstCol" };

  for (int i = 0; type != NULL && i < TD_DOCX_N_CONDITIONS; i++)
    if (g_str_equal (type, names[i]))
      return i;

  return -1;
}

static void
read_conditional (TdDocxStyle *style, const xmlNode *node)
{
  TD_DOCX_FOREACH (child, node)
  {
    int condition;

    if (!td_docx_is_w (child, "tblStylePr"))
      continue;
    condition = condition_from_type (td_docx_attr (child, "type"));
    if (condition < 0)
      continue;
    td_docx_run_props_read (&style->conditional[condition], td_docx_child (child, "rPr"));
    style->shaded[condition] = td_docx_shading_read (td_docx_child (child, "tcPr"));
  }
}

static TdDocxStyle *
style_from_node (const xmlNode *node)
{
  TdDocxStyle *style = g_new0 (TdDocxStyle, 1);
  const char *type = td_docx_attr (node, "type");
  const char *name = td_docx_child_val (node, "name");
  const xmlNode *table = td_docx_child (node, "tblPr");

  style->id = g_strdup (td_docx_attr (node, "styleId"));
  style->type = g_strdup (type != NULL ? type : "paragraph");
  style->based_on = g_strdup (td_docx_child_val (node, "basedOn"));
  style->link = g_strdup (td_docx_child_val (node, "link"));
  if (name != NULL)
    {
      g_autofree char *composed = td_text_nfc (name, -1);

      style->name = g_utf8_strdown (composed, -1);
    }
  style->heading = td_docx_heading_from_name (style->name);
  style->is_toc = style->name != NULL && (g_str_has_prefix (style->name, "toc ") ||
                                          g_str_has_prefix (style->name, "mục lục "));

  td_docx_run_props_init (&style->run);
  td_docx_para_props_init (&style->para);
  td_docx_borders_init (&style->borders);
  for (guint i = 0; i < TD_DOCX_N_CONDITIONS; i++)
    {
      td_docx_run_props_init (&style->conditional[i]);
      style->shaded[i] = -1;
    }
  td_docx_run_props_read (&style->run, td_docx_child (node, "rPr"));
  td_docx_para_props_read (&style->para, td_docx_child (node, "pPr"));
  td_docx_borders_read (&style->borders, td_docx_child (table, "tblBorders"));
  style->shaded[TD_DOCX_WHOLE_TABLE] = td_docx_shading_read (td_docx_child (node, "tcPr"));
  read_conditional (style, node);
  if (style->para.num_id >= 0)
    style->num_style = g_strdup (style->id);

  return style;
}

static void
take_style (TdDocxStyles *styles, const xmlNode *node)
{
  TdDocxStyle *style;
  const char *is_default = td_docx_attr (node, "default");

  if (td_docx_attr (node, "styleId") == NULL)
    return;

  style = style_from_node (node);
  for (guint i = 0; is_default != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (style->type, types[i]) && styles->default_ids[i] == NULL &&
        (g_str_equal (is_default, "1") || g_str_equal (is_default, "true") ||
         g_str_equal (is_default, "on")))
      styles->default_ids[i] = g_strdup (style->id);

  if (g_hash_table_contains (styles->by_id, style->id))
    style_free (style);
  else
    g_hash_table_insert (styles->by_id, style->id, style);
}

static void
take_defaults (TdDocxStyles *styles, const xmlNode *node)
{
  const xmlNode *run = td_docx_child (node, "rPrDefault");
  const xmlNode *para = td_docx_child (node, "pPrDefault");

  td_docx_run_props_read (&styles->run, td_docx_child (run, "rPr"));
  td_docx_para_props_read (&styles->para, td_docx_child (para, "pPr"));
}

/**
 * td_docx_styles_load:
 * @styles: styles
 * @zip: a DOCX file
 * @part: "word/styles.xml"
 * @cancellable: (nullable): looked at while reading
 * @error: as td_xml_part_next()
 *
 * Returns: whether the styles were read
 */
gboolean
td_docx_styles_load (
    TdDocxStyles *styles, TdZip *zip, const char *part, GCancellable *cancellable, GError **error)
{
  g_autoptr (TdXmlPart) xml = td_xml_part_open (zip, part, cancellable, error);
  TdXmlEvent event;

  if (xml == NULL)
    return FALSE;

  while ((event = td_xml_part_next (xml, error)) > TD_XML_END_OF_PART)
    {
      xmlNode *node;

      if (event != TD_XML_START || td_xml_part_depth (xml) != 1)
        continue;
      node = td_xml_part_expand (xml, error);
      if (node == NULL)
        return FALSE;
      if (td_docx_is_w (node, "style"))
        take_style (styles, node);
      else if (td_docx_is_w (node, "docDefaults"))
        take_defaults (styles, node);
      if (g_hash_table_size (styles->by_id) > MAX_STYLES)
        {
          td_error_set_at (error, TD_ERROR_TOO_LARGE, td_zip_get_name (zip), part,
                           _ ("The file “%s” has more styles than a document can hold."),
                           td_zip_get_name (zip));
          return FALSE;
        }
    }

  return event == TD_XML_END_OF_PART;
}

static void
inherit (TdDocxStyle *style, const TdDocxStyle *base)
{
  TdDocxRunProps run = base->run;
  TdDocxParaProps para = base->para;
  TdDocxBorders borders = base->borders;

  td_docx_run_props_merge (&run, &style->run);
  style->run = run;
  td_docx_para_props_merge (&para, &style->para);
  style->para = para;
  td_docx_borders_merge (&borders, &style->borders);
  style->borders = borders;
  for (guint i = 0; i < TD_DOCX_N_CONDITIONS; i++)
    {
      TdDocxRunProps conditional = base->conditional[i];

      td_docx_run_props_merge (&conditional, &style->conditional[i]);
      style->conditional[i] = conditional;
      if (style->shaded[i] < 0)
        style->shaded[i] = base->shaded[i];
    }
  if (style->heading == 0)
    style->heading = base->heading;
  style->is_toc |= base->is_toc;
  if (style->num_style == NULL)
    style->num_style = g_strdup (base->num_style);
}

/* The chain is walked without recursion: a hostile one may be 20 000 styles long, or a ring. */
static TdDocxStyle *
resolve (TdDocxStyles *styles, const char *id)
{
  TdDocxStyle *style = id != NULL ? g_hash_table_lookup (styles->by_id, id) : NULL;
  g_autoptr (GPtrArray) chain = NULL;

  if (style == NULL || style->resolved)
    return style;

  chain = g_ptr_array_new ();
  for (TdDocxStyle *s = style; s != NULL && !s->resolved && !s->resolving;)
    {
      s->resolving = TRUE;
      g_ptr_array_add (chain, s);
      s = s->based_on != NULL ? g_hash_table_lookup (styles->by_id, s->based_on) : NULL;
    }
  for (guint i = chain->len; i > 0; i--)
    {
      TdDocxStyle *s = g_ptr_array_index (chain, i - 1);
      TdDocxStyle *base =
          s->based_on != NULL ? g_hash_table_lookup (styles->by_id, s->based_on) : NULL;

      if (base != NULL && base->resolved && g_str_equal (base->type, s->type))
        inherit (s, base);
      s->resolved = TRUE;
      s->resolving = FALSE;
    }

  return style;
}

static const TdDocxStyle *
find (TdDocxStyles *styles, guint type, const char *id)
{
  TdDocxStyle *style = resolve (styles, id);

  if (style != NULL && !g_str_equal (style->type, types[type]))
    style = resolve (styles, style->link);
  if (style == NULL || !g_str_equal (style->type, types[type]))
    style = resolve (styles, styles->default_ids[type]);

  return style != NULL && g_str_equal (style->type, types[type]) ? style : NULL;
}

/**
 * td_docx_styles_paragraph:
 * @styles: styles
 * @id: (nullable): id of a paragraph style, or of a character style linked to one
 *
 * Returns: (nullable): the style with all it inherits; the default one when there is none of that
 * id
 */
const TdDocxStyle *
td_docx_styles_paragraph (TdDocxStyles *styles, const char *id)
{
  return find (styles, 0, id);
}

/**
 * td_docx_styles_character:
 * @styles: styles
 * @id: (nullable): id of a character style, or of a paragraph style linked to one
 *
 * Returns: (nullable): as td_docx_styles_paragraph()
 */
const TdDocxStyle *
td_docx_styles_character (TdDocxStyles *styles, const char *id)
{
  return find (styles, 1, id);
}

/**
 * td_docx_styles_table:
 * @styles: styles
 * @id: (nullable): id of a table style
 *
 * Returns: (nullable): as td_docx_styles_paragraph()
 */
const TdDocxStyle *
td_docx_styles_table (TdDocxStyles *styles, const char *id)
{
  return find (styles, 2, id);
}

/**
 * td_docx_styles_numbering:
 * @styles: styles
 * @id: (nullable): id of a numbering style
 *
 * Returns: (nullable): that style
 */
const TdDocxStyle *
td_docx_styles_numbering (TdDocxStyles *styles, const char *id)
{
  return resolve (styles, id);
}

/**
 * td_docx_styles_default_run:
 * @styles: styles
 *
 * Returns: what w:docDefaults says of runs
 */
const TdDocxRunProps *
td_docx_styles_default_run (const TdDocxStyles *styles)
{
  return &styles->run;
}

/**
 * td_docx_styles_default_para:
 * @styles: styles
 *
 * Returns: what w:docDefaults says of paragraphs
 */
const TdDocxParaProps *
td_docx_styles_default_para (const TdDocxStyles *styles)
{
  return &styles->para;
}
