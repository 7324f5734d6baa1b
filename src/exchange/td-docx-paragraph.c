/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-docx-context.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-docx-number-format.h"
#include "td-docx-xml.h"

/* One w:p: its runs joined, its label counted, its styling settled. Tracked changes are read as if
 * all were accepted. */

#define MAX_JOINED ((gsize) 1 << 20)
#define MAX_BOXES 100

typedef struct
{
  TdDocxContext *context;
  TdDocxSink *sink;
  TdDocxRunProps base;  /* of the paragraph's styles, for its runs */
  const char *link;     /* (nullable) of the w:hyperlink around */
  GPtrArray *boxes;     /* (element-type xmlNode): text boxes to read after the paragraph */
  gboolean custom_note; /* the rest of the run is the mark of a note */
  gboolean hid_text;
  int page; /* on which the text begins; 0: not yet */
  gboolean page_break_after;
  gboolean page_break_here;
} Paragraph;

static void read_inline (Paragraph *paragraph, const xmlNode *parent);

static gboolean
is_removed (const xmlNode *node)
{
  return td_docx_is_w (node, "del") || td_docx_is_w (node, "moveFrom");
}

static void
use_link (Paragraph *p)
{
  const char *link = td_docx_field_link (p->context);

  td_docx_text_set_link (p->sink->text, link != NULL ? link : p->link);
}

static void
append (Paragraph *p, const char *string, const TdDocxRunProps *props)
{
  TdDocxContext *context = p->context;

  /* the space between the mark of a note and its text */
  if (context->in_note && td_docx_text_size (p->sink->text) == 0)
    string += strspn (string, " \t");
  if (*string == '\0')
    return;
  if (td_docx_field_hides (context) || props->hidden == 1)
    {
      p->hid_text = TRUE;
      return;
    }
  if (p->page == 0)
    p->page = context->page;
  use_link (p);
  td_docx_text_append (p->sink->text, string, props);
}

/* Without xml:space="preserve" the white space around is not text; line ends never are. */
static char *
text_of (const xmlNode *node)
{
  g_autoptr (GString) string = g_string_new (NULL);
  xmlChar *space = xmlGetNsProp (node, BAD_CAST "space", XML_XML_NAMESPACE);
  gboolean preserve = space != NULL && xmlStrEqual (space, BAD_CAST "preserve");
  char *text;

  xmlFree (space);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) &&
        child->content != NULL)
      g_string_append (string, (const char *) child->content);

  text = g_string_free (g_steal_pointer (&string), FALSE);
  g_strdelimit (text, "\r\n", ' ');

  return preserve ? text : g_strstrip (text);
}

static void
append_symbol (Paragraph *p, const xmlNode *node, const TdDocxRunProps *props)
{
  const char *font = td_docx_attr (node, "font");
  const char *code = td_docx_attr (node, "char");
  guint64 value = code != NULL ? g_ascii_strtoull (code, NULL, 16) : 0;
  char utf8[7] = { 0 };
  gunichar c;

  if (value == 0 || value > 0xffff)
    return;
  c = td_docx_symbol_to_unicode (font != NULL ? td_docx_font_from_name (font) : TD_DOCX_FONT_SYMBOL,
                                 (gunichar) value);
  if (!g_unichar_validate (c))
    return;
  g_unichar_to_utf8 (c, utf8);
  append (p, utf8, props);
}

static void
read_break (Paragraph *p, const xmlNode *node, const TdDocxRunProps *props)
{
  const char *type = td_docx_attr (node, "type");

  if (type != NULL && g_str_equal (type, "page"))
    {
      if (td_docx_text_size (p->sink->text) == 0)
        p->page_break_here = TRUE;
      else
        p->page_break_after = TRUE;
    }
  else if (type == NULL || !g_str_equal (type, "column"))
    append (p, "\n", props);
}

static void
read_field_char (Paragraph *p, const xmlNode *node)
{
  const char *type = td_docx_attr (node, "fldCharType");

  if (type == NULL)
    return;
  if (g_str_equal (type, "begin"))
    td_docx_field_begin (p->context);
  else if (g_str_equal (type, "separate"))
    td_docx_field_separate (p->context);
  else if (g_str_equal (type, "end"))
    td_docx_field_end (p->context);
}

static TdSourceNote *
add_note (TdDocxContext *context, gboolean endnote, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%c%s", endnote ? 'e' : 'f', id);
  TdSourceNote *note = g_hash_table_lookup (context->notes, key);

  if (note != NULL || !td_docx_context_spend (context, 200))
    return note;

  note = td_source_note_new ();
  g_ptr_array_add (context->document->notes, note);
  g_hash_table_insert (context->notes, g_steal_pointer (&key), note);

  return note;
}

/* The mark of a note is its number in the order of the references, or a typed one. */
static void
read_note_reference (Paragraph *p, const xmlNode *node, const TdDocxRunProps *props)
{
  TdDocxContext *context = p->context;
  gboolean endnote = td_docx_is_w (node, "endnoteReference");
  const char *id = td_docx_attr (node, "id");
  const char *custom = td_docx_attr (node, "customMarkFollows");
  TdSourceNote *note;

  if (context->in_note || id == NULL || strlen (id) > 20 || td_docx_field_hides (context))
    return;
  note = add_note (context, endnote, id);
  if (note == NULL)
    return;

  if (custom != NULL && !g_str_equal (custom, "0") && !g_str_equal (custom, "false"))
    {
      const xmlNode *text = td_docx_child (node->parent, "t");

      if (note->label == NULL)
        note->label = text != NULL ? text_of (text) : g_strdup ("*");
      p->custom_note = text != NULL;
    }
  else if (note->label == NULL)
    note->label =
        td_docx_number_format (context->note_formats[endnote], (int) ++context->n_notes[endnote]);
  use_link (p);
  td_docx_text_append_note (p->sink->text, note->label, props);
}

static void
collect_boxes (Paragraph *p, const xmlNode *node)
{
  if (td_docx_is_w (node, "txbxContent"))
    {
      if (p->boxes->len < MAX_BOXES)
        g_ptr_array_add (p->boxes, (gpointer) node);
      return;
    }
  if (strcmp ((const char *) node->name, "AlternateContent") == 0)
    node = td_docx_alternate_branch (node);
  if (node == NULL)
    return;

  TD_DOCX_FOREACH (child, node)
  collect_boxes (p, child);
}

static gboolean
read_run_text (Paragraph *p, const xmlNode *child, const TdDocxRunProps *props)
{
  if (td_docx_is_w (child, "t"))
    {
      g_autofree char *text = text_of (child);

      if (p->custom_note)
        p->custom_note = FALSE;
      else
        append (p, text, props);
    }
  else if (td_docx_is_w (child, "tab") || td_docx_is_w (child, "ptab"))
    append (p, "\t", props);
  else if (td_docx_is_w (child, "cr"))
    append (p, "\n", props);
  else if (td_docx_is_w (child, "br"))
    read_break (p, child, props);
  else if (td_docx_is_w (child, "noBreakHyphen"))
    append (p, "-", props);
  else if (td_docx_is_w (child, "sym"))
    append_symbol (p, child, props);
  else
    return FALSE;

  return TRUE;
}

static void
read_run_object (Paragraph *p, const xmlNode *child, const TdDocxRunProps *props)
{
  if (td_docx_is_w (child, "fldChar"))
    read_field_char (p, child);
  else if (td_docx_is_w (child, "instrText"))
    {
      g_autofree char *code = text_of (child);

      td_docx_field_code (p->context, code);
      td_docx_field_code (p->context, " ");
    }
  else if (td_docx_is_w (child, "footnoteReference") || td_docx_is_w (child, "endnoteReference"))
    read_note_reference (p, child, props);
  else if (td_docx_is_w (child, "lastRenderedPageBreak"))
    {
      p->context->page++;
      p->context->page_known = TRUE;
    }
  else if (td_docx_is_w (child, "drawing") || td_docx_is_w (child, "pict") ||
           td_docx_is_w (child, "object") ||
           strcmp ((const char *) child->name, "AlternateContent") == 0)
    {
      guint boxes = p->boxes->len;

      collect_boxes (p, child);
      if (p->boxes->len == boxes && td_docx_is_w (child, "object"))
        td_docx_context_warn (p->context,
                              _ ("The file holds embedded objects (such as Excel tables); their "
                                 "content was not read."));
    }
  else if (td_docx_is_w (child, "ruby"))
    {
      const xmlNode *base = td_docx_child (child, "rubyBase");

      if (base != NULL)
        read_inline (p, base);
    }
}

static void
read_run (Paragraph *p, const xmlNode *node)
{
  TdDocxContext *context = p->context;
  const xmlNode *rpr = td_docx_child (node, "rPr");
  const char *style_id = td_docx_child_val (rpr, "rStyle");
  TdDocxRunProps props = p->base;

  if (td_docx_child (rpr, "del") != NULL || td_docx_child (rpr, "moveFrom") != NULL)
    return;
  if (style_id != NULL)
    {
      const TdDocxStyle *style = td_docx_styles_character (context->styles, style_id);

      if (style != NULL)
        td_docx_run_props_toggle (&props, &style->run);
    }
  td_docx_run_props_read (&props, rpr);
  if (props.font == TD_DOCX_FONT_LEGACY)
    td_docx_context_warn (context,
                          _ ("The file uses fonts from before Unicode (.VnTime, VNI); parts "
                             "of the text may be unreadable. Convert it to Unicode in Word "
                             "and import it again."));

  p->custom_note = FALSE;
  TD_DOCX_FOREACH (child, node)
  if (!read_run_text (p, child, &props))
    read_run_object (p, child, &props);
  p->custom_note = FALSE;
}

static void
read_hyperlink (Paragraph *p, const xmlNode *node)
{
  const char *outer = p->link;
  const char *id = td_docx_rel_attr (node, "id");

  if (id != NULL && p->context->links != NULL)
    p->link = td_docx_safe_address (g_hash_table_lookup (p->context->links, id));
  read_inline (p, node);
  p->link = outer;
}

static void
read_simple_field (Paragraph *p, const xmlNode *node)
{
  const char *code = td_docx_attr (node, "instr");
  guint depth = p->context->fields->len;

  td_docx_field_begin (p->context);
  td_docx_field_code (p->context, code != NULL ? code : "");
  td_docx_field_separate (p->context);
  read_inline (p, node);
  td_docx_field_trim (p->context, depth);
}

static void
read_sdt (Paragraph *p, const xmlNode *node)
{
  const xmlNode *content = td_docx_child (node, "sdtContent");

  if (content != NULL && td_docx_child_on (td_docx_child (node, "sdtPr"), "showingPlcHdr") != 1)
    read_inline (p, content);
}

static void
read_math (Paragraph *p, const xmlNode *node)
{
  if (strcmp ((const char *) node->name, "t") == 0)
    {
      g_autofree char *text = text_of (node);

      append (p, text, &p->base);
      return;
    }

  TD_DOCX_FOREACH (child, node)
  read_math (p, child);
}

static void
read_inline (Paragraph *p, const xmlNode *parent)
{
  TD_DOCX_FOREACH (child, parent)
  {
    if (td_docx_is_w (child, "r"))
      read_run (p, child);
    else if (is_removed (child))
      continue;
    else if (td_docx_is_w (child, "hyperlink"))
      read_hyperlink (p, child);
    else if (td_docx_is_w (child, "fldSimple"))
      read_simple_field (p, child);
    else if (td_docx_is_w (child, "sdt"))
      read_sdt (p, child);
    else if (td_docx_is_w (child, "ins") || td_docx_is_w (child, "moveTo") ||
             td_docx_is_w (child, "smartTag") || td_docx_is_w (child, "customXml") ||
             td_docx_is_w (child, "bdo") || td_docx_is_w (child, "dir"))
      read_inline (p, child);
    else if (strcmp ((const char *) child->name, "AlternateContent") == 0)
      {
        const xmlNode *branch = td_docx_alternate_branch (child);

        if (branch != NULL)
          read_inline (p, branch);
      }
    else if (strcmp ((const char *) child->name, "oMath") == 0 ||
             strcmp ((const char *) child->name, "oMathPara") == 0)
      read_math (p, child);
  }
}

static int
level_of_paragraph (TdDocxContext *context,
                    const TdDocxStyle *style,
                    const TdDocxParaProps *direct,
                    int num_id)
{
  int level = direct->num_level;

  if (level < 0 && style != NULL)
    {
      level = td_docx_numbering_level_of_style (context->numbering, num_id, style->id);
      if (level < 0)
        level = td_docx_numbering_level_of_style (context->numbering, num_id, style->num_style);
      if (level < 0)
        level = style->para.num_level;
    }

  return CLAMP (level, 0, TD_DOCX_N_LEVELS - 1);
}

/* An indent of the list lies over the style when the paragraph itself is in the list, and under it
 * when the list comes with the style. */
static void
set_label (TdDocxContext *context,
           const TdDocxStyle *style,
           const TdDocxParaProps *direct,
           TdDocxParaProps *props,
           TdSourceParagraph *result)
{
  int num_id = direct->num_id >= 0 ? direct->num_id : style != NULL ? style->para.num_id : -1;
  const TdDocxLevel *level;

  if (num_id <= 0)
    return;

  result->list_level = level_of_paragraph (context, style, direct, num_id);
  level = td_docx_numbering_level (context->numbering, num_id, result->list_level);
  if (level == NULL)
    {
      result->list_level = -1;
      return;
    }
  result->label_format = g_strdup (level->format);
  result->label = td_docx_numbering_next (context->numbering, num_id, result->list_level);
  td_docx_para_props_merge (props, &level->para);
  if (direct->num_id < 0 && style != NULL)
    td_docx_para_props_merge (props, &style->para);
}

static int
heading_level (const TdDocxStyle *style, const TdDocxParaProps *direct)
{
  int outline = direct->outline;

  if (outline < 0 && style != NULL)
    outline = style->para.outline;
  if (outline >= 0)
    return outline >= 9 ? 0 : outline + 1;

  return style != NULL ? style->heading : 0;
}

static void
settle (Paragraph *p, const TdDocxStyle *style, const xmlNode *ppr, TdSourceParagraph *result)
{
  TdDocxContext *context = p->context;
  TdDocxParaProps props = *td_docx_styles_default_para (context->styles);
  TdDocxParaProps direct;

  td_docx_para_props_init (&direct);
  td_docx_para_props_read (&direct, ppr);
  if (style != NULL)
    td_docx_para_props_merge (&props, &style->para);
  set_label (context, style, &direct, &props, result);
  td_docx_para_props_merge (&props, &direct);

  result->heading_level = heading_level (style, &direct);
  result->align = props.align >= 0 ? (TdSourceAlign) props.align : TD_SOURCE_ALIGN_START;
  result->left_indent = props.has_left ? props.left : 0;
  result->first_indent = props.has_first ? props.first : 0;
  result->page_break_before = props.page_break == 1 || p->page_break_here || context->break_pending;
  context->break_pending = p->page_break_after;
}

static gboolean
mark_is_removed (const xmlNode *ppr)
{
  const xmlNode *rpr = td_docx_child (ppr, "rPr");

  return td_docx_child (rpr, "del") != NULL || td_docx_child (rpr, "moveFrom") != NULL;
}

static void
emit (Paragraph *p, const TdDocxStyle *style, const xmlNode *ppr)
{
  gsize size = td_docx_text_size (p->sink->text);
  TdSourceParagraph *result;

  /* an entry of a table of contents, or a page number alone */
  if (p->hid_text && size == 0)
    return;
  if (mark_is_removed (ppr) && size < MAX_JOINED)
    {
      p->sink->carried = TRUE;
      return;
    }
  if (!td_docx_context_spend (p->context, sizeof *result + 120 + 3 * size))
    return;

  result = td_source_paragraph_new ();
  settle (p, style, ppr, result);
  result->font_size = p->base.size;
  td_docx_text_finish (p->sink->text, result);
  result->page = p->page > 0 ? p->page : p->context->page;
  p->sink->carried = FALSE;
  td_docx_sink_add_paragraph (p->sink, result);
}

/**
 * td_docx_read_paragraph:
 * @context: a reading
 * @node: a w:p
 * @sink: where the paragraph goes, and after it the text boxes anchored in it
 */
void
td_docx_read_paragraph (TdDocxContext *context, const xmlNode *node, TdDocxSink *sink)
{
  const xmlNode *ppr = td_docx_child (node, "pPr");
  const TdDocxStyle *style =
      td_docx_styles_paragraph (context->styles, td_docx_child_val (ppr, "pStyle"));
  Paragraph p = { .context = context, .sink = sink };
  guint depth = context->fields->len;

  if (style != NULL && style->is_toc)
    return;

  p.boxes = g_ptr_array_new ();
  p.base = *td_docx_styles_default_run (context->styles);
  if (context->table_run != NULL)
    td_docx_run_props_toggle (&p.base, context->table_run);
  if (style != NULL)
    td_docx_run_props_toggle (&p.base, &style->run);

  read_inline (&p, node);
  td_docx_field_close_codes (context, MIN (depth, context->fields->len));
  emit (&p, style, ppr);

  for (guint i = 0; i < p.boxes->len && context->error == NULL; i++)
    td_docx_read_blocks (context, g_ptr_array_index (p.boxes, i), sink);
  g_ptr_array_unref (p.boxes);
}
