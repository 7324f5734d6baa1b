/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-styles.h"

#include <string.h>

#include "td-docx-xml.h"

/* Inherited formatting: what one w:rPr, w:pPr, w:tblBorders or w:shd says, and how it lies over
 * what was said before. */

/**
 * td_docx_run_props_init:
 * @props: (out): set to say nothing
 */
void
td_docx_run_props_init (TdDocxRunProps *props)
{
  *props = (TdDocxRunProps){ -1, -1, -1, -1, -1, -1, 0, -1 };
}

static gint8
read_underline (const xmlNode *rpr)
{
  const xmlNode *node = td_docx_child (rpr, "u");
  const char *val = td_docx_attr (node, "val");

  if (node == NULL)
    return -1;

  return val == NULL || !g_str_equal (val, "none");
}

static gint8
read_position (const xmlNode *rpr)
{
  const char *val = td_docx_child_val (rpr, "vertAlign");

  if (val == NULL)
    return -1;
  if (g_str_equal (val, "superscript"))
    return 1;

  return g_str_equal (val, "subscript") ? 2 : 0;
}

/**
 * td_docx_run_props_read:
 * @props: (inout): takes what @rpr says
 * @rpr: (nullable): a w:rPr
 */
void
td_docx_run_props_read (TdDocxRunProps *props, const xmlNode *rpr)
{
  const xmlNode *fonts;
  const char *font, *size;
  TdDocxRunProps read;

  if (rpr == NULL)
    return;

  td_docx_run_props_init (&read);
  read.bold = td_docx_child_on (rpr, "b");
  read.italic = td_docx_child_on (rpr, "i");
  read.caps = td_docx_child_on (rpr, "caps");
  read.hidden = td_docx_child_on (rpr, "vanish");
  read.underline = read_underline (rpr);
  read.position = read_position (rpr);

  size = td_docx_child_val (rpr, "sz");
  if (size != NULL)
    read.size = CLAMP (g_ascii_strtod (size, NULL), 0, 3276) / 2;

  fonts = td_docx_child (rpr, "rFonts");
  font = td_docx_attr (fonts, "ascii");
  if (font == NULL)
    font = td_docx_attr (fonts, "hAnsi");
  if (font != NULL)
    read.font = (gint8) td_docx_font_from_name (font);

  td_docx_run_props_merge (props, &read);
}

/**
 * td_docx_run_props_merge:
 * @props: (inout): what was said before
 * @over: what is said more closely, and wins
 */
void
td_docx_run_props_merge (TdDocxRunProps *props, const TdDocxRunProps *over)
{
  if (over->bold >= 0)
    props->bold = over->bold;
  if (over->italic >= 0)
    props->italic = over->italic;
  if (over->underline >= 0)
    props->underline = over->underline;
  if (over->caps >= 0)
    props->caps = over->caps;
  if (over->hidden >= 0)
    props->hidden = over->hidden;
  if (over->position >= 0)
    props->position = over->position;
  if (over->size > 0)
    props->size = over->size;
  if (over->font >= 0)
    props->font = over->font;
}

static void
toggle (gint8 *value, gint8 style)
{
  if (style == 1)
    *value = *value != 1;
}

/**
 * td_docx_run_props_toggle:
 * @props: (inout): what the styles before said
 * @style: what a style of another kind (table, paragraph, character) says
 *
 * Bold, italic, capitals and hidden are toggled from one kind of style to the next: a bold
 * character style on a bold paragraph style is regular (ISO/IEC 29500-1, 17.7.3). All else
 * overrides.
 */
void
td_docx_run_props_toggle (TdDocxRunProps *props, const TdDocxRunProps *style)
{
  TdDocxRunProps over = *style;

  toggle (&props->bold, style->bold);
  toggle (&props->italic, style->italic);
  toggle (&props->caps, style->caps);
  toggle (&props->hidden, style->hidden);
  over.bold = over.italic = over.caps = over.hidden = -1;
  td_docx_run_props_merge (props, &over);
}

/**
 * td_docx_para_props_init:
 * @props: (out): set to say nothing
 */
void
td_docx_para_props_init (TdDocxParaProps *props)
{
  *props = (TdDocxParaProps){
    .align = -1, .page_break = -1, .outline = -1, .num_id = -1, .num_level = -1
  };
}

static int
read_align (const xmlNode *ppr)
{
  const char *val = td_docx_child_val (ppr, "jc");

  if (val == NULL)
    return -1;
  if (g_str_equal (val, "center"))
    return TD_SOURCE_ALIGN_CENTER;
  if (g_str_equal (val, "right") || g_str_equal (val, "end"))
    return TD_SOURCE_ALIGN_END;
  if (g_str_equal (val, "both") || g_str_equal (val, "distribute"))
    return TD_SOURCE_ALIGN_JUSTIFY;

  return TD_SOURCE_ALIGN_START;
}

static void
read_indent (TdDocxParaProps *props, const xmlNode *ppr)
{
  const xmlNode *ind = td_docx_child (ppr, "ind");
  const char *left = td_docx_attr (ind, "start");
  double value;

  if (left == NULL)
    left = td_docx_attr (ind, "left");
  if (td_docx_points (left, &value))
    {
      props->has_left = TRUE;
      props->left = value;
    }
  if (td_docx_points (td_docx_attr (ind, "hanging"), &value))
    {
      props->has_first = TRUE;
      props->first = value != 0 ? -value : 0;
    }
  else if (td_docx_points (td_docx_attr (ind, "firstLine"), &value))
    {
      props->has_first = TRUE;
      props->first = value;
    }
}

/**
 * td_docx_para_props_read:
 * @props: (inout): takes what @ppr says
 * @ppr: (nullable): a w:pPr
 */
void
td_docx_para_props_read (TdDocxParaProps *props, const xmlNode *ppr)
{
  const xmlNode *numbering = td_docx_child (ppr, "numPr");
  TdDocxParaProps read;

  if (ppr == NULL)
    return;

  td_docx_para_props_init (&read);
  read.align = read_align (ppr);
  read.page_break = td_docx_child_on (ppr, "pageBreakBefore");
  read_indent (&read, ppr);
  read.outline = td_docx_int (td_docx_child_val (ppr, "outlineLvl"), -1);
  if (read.outline > 9)
    read.outline = 9;
  read.num_id = td_docx_int (td_docx_child_val (numbering, "numId"), -1);
  read.num_level = td_docx_int (td_docx_child_val (numbering, "ilvl"), -1);

  td_docx_para_props_merge (props, &read);
}

/**
 * td_docx_para_props_merge:
 * @props: (inout): what was said before
 * @over: what is said more closely, and wins
 */
void
td_docx_para_props_merge (TdDocxParaProps *props, const TdDocxParaProps *over)
{
  if (over->align >= 0)
    props->align = over->align;
  if (over->page_break >= 0)
    props->page_break = over->page_break;
  if (over->has_left)
    {
      props->has_left = TRUE;
      props->left = over->left;
    }
  if (over->has_first)
    {
      props->has_first = TRUE;
      props->first = over->first;
    }
  if (over->outline >= 0)
    props->outline = over->outline;
  if (over->num_id >= 0)
    props->num_id = over->num_id;
  if (over->num_level >= 0)
    props->num_level = over->num_level;
}

/**
 * td_docx_borders_init:
 * @borders: (out): set to say nothing
 */
void
td_docx_borders_init (TdDocxBorders *borders)
{
  *borders = (TdDocxBorders){ -1, -1, -1, -1, -1, -1 };
}

static gint8
read_border (const xmlNode *node, const char *name, const char *other)
{
  const char *val = td_docx_child_val (node, name);

  if (val == NULL && other != NULL)
    val = td_docx_child_val (node, other);
  if (val == NULL)
    return -1;

  return !(g_str_equal (val, "nil") || g_str_equal (val, "none"));
}

/**
 * td_docx_borders_read:
 * @borders: (inout): takes what @node says
 * @node: (nullable): a w:tblBorders or w:tcBorders
 */
void
td_docx_borders_read (TdDocxBorders *borders, const xmlNode *node)
{
  TdDocxBorders read;

  if (node == NULL)
    return;

  read.top = read_border (node, "top", NULL);
  read.bottom = read_border (node, "bottom", NULL);
  read.start = read_border (node, "left", "start");
  read.end = read_border (node, "right", "end");
  read.inside_h = read_border (node, "insideH", NULL);
  read.inside_v = read_border (node, "insideV", NULL);
  td_docx_borders_merge (borders, &read);
}

/**
 * td_docx_borders_merge:
 * @borders: (inout): what was said before
 * @over: what is said more closely, and wins
 */
void
td_docx_borders_merge (TdDocxBorders *borders, const TdDocxBorders *over)
{
  if (over->top >= 0)
    borders->top = over->top;
  if (over->bottom >= 0)
    borders->bottom = over->bottom;
  if (over->start >= 0)
    borders->start = over->start;
  if (over->end >= 0)
    borders->end = over->end;
  if (over->inside_h >= 0)
    borders->inside_h = over->inside_h;
  if (over->inside_v >= 0)
    borders->inside_v = over->inside_v;
}

/**
 * td_docx_shading_read:
 * @parent: (nullable): a w:tcPr or w:tblPr
 *
 * Returns: 1 shaded, 0 expressly not, -1 when nothing is said
 */
int
td_docx_shading_read (const xmlNode *parent)
{
  const xmlNode *node = td_docx_child (parent, "shd");
  const char *fill = td_docx_attr (node, "fill");
  const char *val = td_docx_attr (node, "val");

  if (node == NULL)
    return -1;
  if (td_docx_attr (node, "themeFill") != NULL &&
      !g_str_has_prefix (td_docx_attr (node, "themeFill"), "background1"))
    return 1;
  if (fill != NULL && g_ascii_strcasecmp (fill, "auto") != 0 &&
      g_ascii_strcasecmp (fill, "FFFFFF") != 0)
    return 1;

  return val != NULL && !g_str_equal (val, "clear") && !g_str_equal (val, "nil");
}

/**
 * td_docx_heading_from_name:
 * @name: (nullable): name of a style, lower case
 *
 * Returns: the level of a heading style by its English or Vietnamese name, 0 for none
 */
int
td_docx_heading_from_name (const char *name)
{
  static const char *const stems[] = { "heading", "đầu đề", "tiêu đề", "đề mục" };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (stems); i++)
    if (g_str_has_prefix (name, stems[i]))
      {
        const char *rest = name + strlen (stems[i]);

        while (*rest == ' ')
          rest++;
        if (*rest >= '1' && *rest <= '9' && rest[1] == '\0')
          return *rest - '0';
      }

  return 0;
}
