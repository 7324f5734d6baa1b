/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample-plans.h"
#include "td-font-set.h"
#include "td-layout.h"
#include "td-prose.h"

/* A line or rule of td_layout_dump(). */
typedef struct
{
  int page;
  double x, y, size;
  char *text; /* NULL for a rule */
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->text);
}

static GArray *
dump_lines (TdLayout *layout)
{
  g_autofree char *dump = td_layout_dump (layout);
  g_auto (GStrv) rows = g_strsplit (dump, "\n", -1);
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));
  int page = -1;

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      Line line = { page };
      char *quote = strchr (rows[i], '"');

      if (g_str_has_prefix (rows[i], "page "))
        page++;
      if (!g_str_has_prefix (rows[i], "  line ") || quote == NULL)
        continue;
      sscanf (rows[i], "  line %lf %lf %lf", &line.x, &line.y, &line.size);
      line.text = g_strndup (quote + 1, strlen (quote) - 2);
      g_array_append_val (lines, line);
    }
  return lines;
}

static TdLayout *
layout_sample (SamplePlan plan)
{
  g_autoptr (TdBlock) document = sample_plan_new (plan);

  return td_layout_new (document, td_style_nd30 (), NULL);
}

static TdBlock *
new_body (TdBlock **document)
{
  *document = td_block_new_document ("T", "A");
  return td_block_append (*document, td_block_new_part (FALSE, TD_ORIENTATION_AUTO, NULL));
}

static void
add_paragraphs (TdBlock *part, guint n, guint words)
{
  for (guint i = 0; i < n; i++)
    {
      GString *text = g_string_new ("Đoạn");

      for (guint j = 0; j < words; j++)
        g_string_append_printf (text, " từ%u", j % 7);
      td_block_append (part, td_block_new_paragraph (text->str, NULL));
      g_string_free (text, TRUE);
    }
}

static void
add_signature (TdBlock *part)
{
  TdBlock *block = td_block_append (part, td_block_new_signature ());
  const char *titles[] = { "GIÁM ĐỐC", NULL },
             *recipients[] = { "- Như trên;", "- Lưu: VT.", NULL };

  block->as.signature.titles = g_strdupv ((char **) titles);
  block->as.signature.recipients = g_strdupv ((char **) recipients);
  block->as.signature.name = g_strdup ("Trần Văn Bình");
}

static void
test_block_tree (void)
{
  g_autoptr (TdBlock) table = td_block_new_table (0);
  g_autofree char *dump = NULL;
  TdBlock *row;

  td_block_add_column (table, "number", "STT", 0, TD_ALIGN_CENTER);
  td_block_add_column (table, "content", "Nội dung", 0.5, TD_ALIGN_DEFAULT);
  row = td_block_append_header_row (table);
  g_assert_cmpuint (td_block_n_children (row), ==, 2);
  g_assert_cmpuint (table->as.table.n_header_rows, ==, 1);
  td_block_set_source (table, 3, 12, "tasks");
  g_assert_cmpstr (table->key, ==, "3/12/tasks");
  dump = td_block_dump (table);
  g_assert_cmpstr (dump, ==,
                   "table [3/12/tasks]\n  row\n    cell\n      paragraph \"STT\"\n    cell\n      "
                   "paragraph \"Nội dung\"\n");
}

static void
test_prose_lines (void)
{
  g_autoptr (TdShaper) shaper = td_shaper_new ();
  static const struct
  {
    const char *text;
    double width;
    guint n_lines;
    const char *second;
  } cases[] = {
    { "", 100, 1, NULL },
    { "một", 100, 1, NULL },
    { "một hai ba bốn năm sáu", 40, 5, "hai ba" },
    { "một\302\240hai ba", 50, 2, "ba" },
    { "dòng\nhai", 200, 2, "hai" },
    { "https://example.vn/mot-dia-chi-rat-dai-khong-co-cho-ngat", 60, 7, NULL },
    { "  đầu và cuối  ", 300, 1, NULL },
  };

  td_shaper_lock (shaper);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TdProse) prose = td_prose_new_text (shaper, 14, TD_FACE_REGULAR, cases[i].text);
      TdProseFormat format = { cases[i].width, 0, 1, TD_ALIGN_JUSTIFY };
      g_autofree char *second = NULL;

      td_prose_break (prose, shaper, &format);
      g_assert_cmpuint (td_prose_n_lines (prose), ==, cases[i].n_lines);
      for (guint l = 0; l < td_prose_n_lines (prose); l++)
        g_assert_cmpfloat (g_array_index (prose->lines, TdLine, l).width, <=,
                           cases[i].width + 0.02);
      if (cases[i].second != NULL)
        {
          second = td_prose_line_text (prose, 1);
          g_assert_cmpstr (second, ==, cases[i].second);
        }
    }
  td_shaper_unlock (shaper);
}

/* Nothing of the text is lost at any width, and stretched lines end at the right edge. */
static void
test_prose_widths (void)
{
  g_autoptr (TdShaper) shaper = td_shaper_new ();
  const char *text = "Rà soát thời hạn từng bước xử lý hồ sơ, cắt giảm bước không tạo ra kết quả.";

  td_shaper_lock (shaper);
  for (double width = 42; width < 500; width += 7)
    {
      g_autoptr (TdProse) prose = td_prose_new_text (shaper, 14, TD_FACE_REGULAR, text);
      TdProseFormat format = { width, width > 60 ? 20 : 0, 1, TD_ALIGN_JUSTIFY };
      GString *joined = g_string_new (NULL);

      td_prose_break (prose, shaper, &format);
      for (guint l = 0; l < td_prose_n_lines (prose); l++)
        {
          g_autofree char *line = td_prose_line_text (prose, l);
          const TdLine *own = &g_array_index (prose->lines, TdLine, l);
          guint n_spaces = 0;

          g_string_append_printf (joined, "%s%s", l > 0 ? " " : "", line);
          for (const char *p = line; *p != '\0'; p++)
            n_spaces += *p == ' ' ? 1 : 0;
          if (own->stretch > 0)
            g_assert_cmpfloat_with_epsilon (own->x + own->width + own->stretch * n_spaces, width,
                                            0.1);
        }
      g_assert_cmpstr (joined->str, ==, text);
      g_string_free (joined, TRUE);
    }
  td_shaper_unlock (shaper);
}

static void
test_prose_marks (void)
{
  g_autoptr (TdShaper) shaper = td_shaper_new ();
  static const struct
  {
    const char *marks;
    guint n_atoms, n_bold, n_links;
  } cases[] = {
    { NULL, 3, 0, 0 },
    { "b0+3", 3, 1, 0 },
    { "b0+2", 4, 1, 0 },
    { "b0+11 l4+3=http%3A//a", 3, 3, 1 },
    { "b4+3 i4+7 n10+1=1", 4, 0, 0 },
    { "b90+4", 3, 0, 0 },
  };

  td_shaper_lock (shaper);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdProsePiece piece = { "một hai ba1", cases[i].marks, TD_FACE_REGULAR };
      g_autoptr (TdProse) prose = td_prose_new (shaper, 14, &piece, 1);
      guint n_bold = 0, n_links = 0;

      for (guint a = 0; a < prose->atoms->len; a++)
        {
          const TdAtom *atom = &g_array_index (prose->atoms, TdAtom, a);

          n_bold += atom->word->face == td_shaper_get_face (shaper, TD_FACE_BOLD) ? 1 : 0;
          n_links += atom->link > 0 ? 1 : 0;
        }
      g_assert_cmpuint (prose->atoms->len, ==, cases[i].n_atoms);
      g_assert_cmpuint (n_bold, ==, cases[i].n_bold);
      g_assert_cmpuint (n_links, ==, cases[i].n_links);
    }
  td_shaper_unlock (shaper);
}

/* A hundred thousand marks in one paragraph, and a word of a megabyte: slow files must not hang. */
static void
test_prose_hostile (void)
{
  g_autoptr (TdShaper) shaper = td_shaper_new ();
  GString *text = g_string_new (NULL), *marks = g_string_new ("i0+200000");
  g_autoptr (TdProse) prose = NULL, word = NULL;
  g_autofree char *longest = g_strnfill (1 << 20, 'x');
  TdProsePiece piece;
  TdProseFormat format = { 400, 0, 1, TD_ALIGN_JUSTIFY };

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (text, "a ");
      if (i % 2 == 0)
        g_string_append_printf (marks, " b%u+1", i * 2);
    }
  piece = (TdProsePiece){ text->str, marks->str, TD_FACE_REGULAR };
  td_shaper_lock (shaper);
  prose = td_prose_new (shaper, 14, &piece, 1);
  td_prose_break (prose, shaper, &format);
  g_assert_cmpuint (prose->atoms->len, ==, 100000);
  word = td_prose_new_text (shaper, 14, TD_FACE_REGULAR, longest);
  td_prose_break (word, shaper, &format);
  g_assert_cmpuint (td_prose_n_lines (word), >, 10000);
  td_shaper_unlock (shaper);
  g_string_free (text, TRUE);
  g_string_free (marks, TRUE);
}

/* One thread paints a layout while another makes the next one with the same words. */
static gpointer
paint_all (gpointer data)
{
  TdLayout *layout = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 420);

  for (guint i = 0; i < 3 * td_layout_get_n_pages (layout); i++)
    {
      cairo_t *cr = cairo_create (surface);

      cairo_scale (cr, 0.5, 0.5);
      td_layout_paint_page (layout, i % td_layout_get_n_pages (layout), cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (TdBlock) document = sample_big_new (4, 1);
  g_autoptr (TdLayout) layout = td_layout_new (document, td_style_nd30 (), NULL);
  GThread *painter = g_thread_new ("painter", paint_all, layout);

  for (guint seed = 2; seed < 12; seed++)
    {
      g_autoptr (TdBlock) edited = sample_big_new (4, seed);
      g_autoptr (TdLayout) next = td_layout_new (edited, td_style_nd30 (), layout);

      g_assert_cmpuint (td_layout_get_n_pages (next), >, 1);
    }
  g_thread_join (painter);
}

static void
test_vietnamese_glyphs (void)
{
  g_autoptr (TdFontSet) fonts = td_font_set_new ();
  const char *letters = td_font_set_vietnamese_letters ();

  g_assert_cmpint (g_utf8_strlen (letters, -1), ==, 134);
  for (int style = 0; style < TD_N_FACES; style++)
    for (const char *p = letters; *p != '\0'; p = g_utf8_next_char (p))
      g_assert_true (td_face_covers (td_font_set_get_face (fonts, style), p,
                                     (gsize) (g_utf8_next_char (p) - p)));
}

static void
test_page_numbers (void)
{
  g_autoptr (TdLayout) layout = layout_sample (SAMPLE_NUMBERED);
  g_autofree char *dump = td_layout_dump (layout);
  g_autofree char *first = td_layout_get_page_label (layout, 0),
                  *second = td_layout_get_page_label (layout, 1);
  int n_first = 0;

  g_assert_cmpstr (first, ==, "1");
  g_assert_cmpstr (second, ==, "2");
  for (guint i = 0; i < td_layout_get_n_pages (layout); i++)
    {
      g_autofree char *label = td_layout_get_page_label (layout, i);

      n_first += g_str_equal (label, "1") ? 1 : 0;
    }
  g_assert_cmpint (n_first, ==, 2);
}

/* Any number of lines before it: the signature has text above it on its page. */
static void
test_signature_keeps (void)
{
  for (guint n = 1; n < 70; n++)
    {
      TdBlock *document, *part = new_body (&document);
      g_autoptr (TdLayout) layout = NULL;
      g_autoptr (GArray) lines = NULL;
      int page = -1, n_text = 0;

      add_paragraphs (part, n, 5);
      add_signature (part);
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      lines = dump_lines (layout);
      for (guint i = 0; i < lines->len; i++)
        if (g_str_equal (g_array_index (lines, Line, i).text, "GIÁM ĐỐC"))
          page = g_array_index (lines, Line, i).page;
      for (guint i = 0; i < lines->len; i++)
        if (g_array_index (lines, Line, i).page == page &&
            g_str_has_prefix (g_array_index (lines, Line, i).text, "Đoạn"))
          n_text++;
      g_assert_cmpint (n_text, >=, (int) MIN (n, 2));
      td_block_unref (document);
    }
}

static gboolean
starts_paragraph (const Line *line)
{
  return g_str_has_prefix (line->text, "Đoạn") || g_str_has_prefix (line->text, "II.");
}

/* No paragraph of several lines leaves one line behind or takes one line along; no heading ends a
 * page. Page numbers are left out of what is looked at. */
static void
check_page_ends (GArray *lines)
{
  for (guint i = 1; i + 1 < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i),
                 *next = &g_array_index (lines, Line, i + 1);

      if (next->page == line->page)
        continue;
      g_assert_cmpstr (line->text, !=, "II. MỤC");
      if (starts_paragraph (next))
        continue;
      /* the page ends inside a paragraph: two lines of it here and two there */
      g_assert_false (starts_paragraph (line));
      g_assert_true (i + 2 < lines->len && !starts_paragraph (&g_array_index (lines, Line, i + 2)));
    }
}

static void
test_widows (void)
{
  for (guint n = 1; n < 60; n++)
    {
      TdBlock *document, *part = new_body (&document);
      g_autoptr (TdLayout) layout = NULL;
      g_autoptr (GArray) lines = NULL;

      add_paragraphs (part, n, 5);
      td_block_append (part, td_block_new_heading (1, "II.", "MỤC", NULL));
      add_paragraphs (part, 6, 60);
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      lines = dump_lines (layout);
      for (guint i = lines->len; i > 0; i--)
        if (g_ascii_isdigit (g_array_index (lines, Line, i - 1).text[0]))
          g_array_remove_index (lines, i - 1);
      check_page_ends (lines);
      td_block_unref (document);
    }
}

static void
test_footnote (void)
{
  g_autoptr (TdLayout) layout = layout_sample (SAMPLE_BULLETS);
  g_autoptr (GArray) lines = dump_lines (layout);
  const Line *mark = NULL, *note = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (strstr (line->text, "đúng hạn1") != NULL)
        mark = line;
      if (strstr (line->text, "1 Tính trên") != NULL)
        note = line;
    }
  g_assert_nonnull (mark);
  g_assert_nonnull (note);
  g_assert_cmpint (mark->page, ==, note->page);
  g_assert_cmpfloat (note->size, ==, td_style_nd30 ()->footnote_pt);
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, Line, i).page == note->page)
      g_assert_cmpfloat (g_array_index (lines, Line, i).y, <=, note->y);
}

/* A footnote that is higher than a page goes on over the next ones, in order and inside them. */
static void
test_long_footnote (void)
{
  TdBlock *document, *part = new_body (&document);
  g_autoptr (TdLayout) layout = NULL;
  g_autoptr (GArray) lines = NULL;
  GString *text = g_string_new (NULL), *read = g_string_new (NULL);

  for (guint i = 0; i < 2500; i++)
    g_string_append_printf (text, " chú%u", i);
  add_paragraphs (part, 3, 40);
  td_block_append (part, td_block_new_paragraph ("Có chú thích", "n9+3=1"));
  add_paragraphs (part, 3, 40);
  td_block_append (part, td_block_new_footnote ("1", text->str, NULL));
  layout = td_layout_new (document, td_style_nd30 (), NULL);
  lines = dump_lines (layout);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      const char *words = strstr (line->text, "chú");

      g_assert_cmpfloat (line->y, <, 842 - 20 * 72 / 25.4);
      if (words != NULL && line->size == td_style_nd30 ()->footnote_pt)
        g_string_append_printf (read, " %s", words);
    }
  if (read->len > 0)
    {
      g_assert_cmpstr (read->str, ==, text->str);
      g_assert_cmpuint (td_layout_get_n_pages (layout), >, 3);
    }
  g_assert_cmpuint (read->len, >, 0);
  g_string_free (text, TRUE);
  g_string_free (read, TRUE);
  td_block_unref (document);
}

/* However many recipients there are, each is printed inside a page. */
static void
test_many_recipients (void)
{
  static const guint counts[] = { 1, 20, 28, 60, 300 };

  for (guint n = 0; n < G_N_ELEMENTS (counts); n++)
    {
      TdBlock *document, *part = new_body (&document), *signature;
      g_autoptr (GPtrArray) recipients = g_ptr_array_new ();
      g_autoptr (TdLayout) layout = NULL;
      g_autoptr (GArray) lines = NULL;
      guint found = 0;

      for (guint i = 0; i < counts[n]; i++)
        g_ptr_array_add (recipients, g_strdup_printf ("- Đơn vị %u;", i));
      g_ptr_array_add (recipients, NULL);
      add_paragraphs (part, 4, 60);
      add_signature (part);
      signature = td_block_child (part, td_block_n_children (part) - 1);
      g_strfreev (signature->as.signature.recipients);
      signature->as.signature.recipients =
          (char **) g_ptr_array_free (g_steal_pointer (&recipients), FALSE);
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      lines = dump_lines (layout);
      for (guint i = 0; i < lines->len; i++)
        {
          const Line *line = &g_array_index (lines, Line, i);
          g_autofree char *wanted = g_strdup_printf ("- Đơn vị %u;", found);

          found += strcmp (line->text, wanted) == 0;
          g_assert_cmpfloat (line->y, <, 842 - 20 * 72 / 25.4);
        }
      g_assert_cmpuint (found, ==, counts[n]);
      td_block_unref (document);
    }
}

/* Words and letters that no official document has: nothing hangs, nothing is lost but the look. */
static void
test_odd_texts (void)
{
  g_autofree char *word = g_strnfill (200, 'W');
  g_autofree char *longer = g_strnfill (20000, 'w');
  const char *const texts[] = { word,
                                longer,
                                "مرحبا بالعالم שלום עולם",
                                "👩‍👩‍👧‍👦 🇻🇳 😀 một hai",
                                "\342\200\256đảo chiều\342\200\254",
                                "a\314\201\314\201\314\201\314\201\314\201\314\201",
                                "\357\277\275\357\277\275",
                                "\t\n\n\n \302\240\302\240",
                                "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      TdBlock *document, *part = new_body (&document), *table, *row;
      g_autoptr (TdLayout) layout = NULL;
      double width, height;

      td_block_append (part, td_block_new_paragraph (texts[i], NULL));
      td_block_append (part, td_block_new_heading (1, "I.", texts[i], NULL));
      td_block_append (part, td_block_new_annex_header (texts[i], texts[i], texts[i]));
      table = td_block_append (part, td_block_new_table (1));
      for (guint c = 0; c < 6; c++)
        td_block_add_column (table, NULL, texts[i], 0, TD_ALIGN_DEFAULT);
      td_block_append_header_row (table);
      row = td_block_append (table, td_block_new_row ());
      for (guint c = 0; c < 6; c++)
        td_block_append (row, td_block_new_cell (texts[i], NULL));
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      g_assert_cmpuint (td_layout_get_n_pages (layout), >=, 1);
      td_layout_get_page_size (layout, 0, &width, &height);
      g_assert_cmpfloat (width, >, 0);
      td_block_unref (document);
    }
}

/* RULE nd30-title-rule: lines of a title are cut where the sense allows it. */
static void
test_title_breaks (void)
{
  static const char *const cases[][2] = {
    { "Công tác cải cách hành chính năm 2026 của Sở Giáo dục và Đào tạo tỉnh Bình Minh",
      "Công tác cải cách hành chính năm 2026" },
    { "Triển khai thực hiện nhiệm vụ cải cách hành chính năm 2027 ở các trường phổ thông công lập",
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TdBlock *document, *part = new_body (&document);
      TdBlock *header = td_block_append (part, td_block_new_header ());
      g_autoptr (TdLayout) layout = NULL;
      g_autoptr (GArray) lines = NULL;
      gboolean found = cases[i][1] == NULL;

      header->as.header.kind = g_strdup ("KẾ HOẠCH");
      header->as.header.title = g_strdup (cases[i][0]);
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      lines = dump_lines (layout);
      for (guint l = 0; l < lines->len; l++)
        {
          const char *text = g_array_index (lines, Line, l).text;

          g_assert_false (g_str_has_suffix (text, "năm"));
          g_assert_false (g_str_has_suffix (text, " của"));
          found = found || g_strcmp0 (text, cases[i][1]) == 0;
        }
      g_assert_true (found);
      td_block_unref (document);
    }
}

static void
test_header_rows_repeat (void)
{
  for (int plan = 0; plan < N_SAMPLE_PLANS; plan++)
    {
      g_autoptr (TdLayout) layout = layout_sample (plan);
      g_autoptr (GArray) lines = dump_lines (layout);
      int annex = G_MAXINT, last = -1, n_headers = 0;

      for (guint i = 0; i < lines->len; i++)
        {
          const Line *line = &g_array_index (lines, Line, i);

          if (g_str_has_prefix (line->text, "(Kèm theo"))
            annex = line->page;
          if (g_str_equal (line->text, "STT") || g_str_equal (line->text, "TT"))
            {
              n_headers++;
              g_assert_cmpint (line->page, >=, annex);
            }
          last = line->page;
        }
      if (annex < G_MAXINT)
        g_assert_cmpint (n_headers, ==, last - annex + 1);
    }
}

/* A cell that is longer than a page goes on, word for word. */
static void
test_long_cell (void)
{
  TdBlock *document, *part = new_body (&document), *table, *row;
  g_autoptr (TdLayout) layout = NULL;
  g_autoptr (GArray) lines = NULL;
  GString *text = g_string_new (NULL), *read = g_string_new (NULL);

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "%sbước%u", i > 0 ? " " : "", i);
  table = td_block_append (part, td_block_new_table (0));
  td_block_add_column (table, "number", "TT", 0, TD_ALIGN_DEFAULT);
  td_block_add_column (table, "content", "Việc", 0, TD_ALIGN_DEFAULT);
  td_block_append_header_row (table);
  row = td_block_append (table, td_block_new_row ());
  td_block_append (row, td_block_new_cell ("1", NULL));
  td_block_append (row, td_block_new_cell (text->str, NULL));
  layout = td_layout_new (document, td_style_nd30 (), NULL);
  lines = dump_lines (layout);
  for (guint i = 0; i < lines->len; i++)
    if (g_str_has_prefix (g_array_index (lines, Line, i).text, "bước"))
      g_string_append_printf (read, "%s%s", read->len > 0 ? " " : "",
                              g_array_index (lines, Line, i).text);
  g_assert_cmpstr (read->str, ==, text->str);
  g_assert_cmpuint (td_layout_get_n_pages (layout), >, 1);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpfloat (g_array_index (lines, Line, i).y, <, 842 - 20 * 72 / 25.4);
  g_string_free (text, TRUE);
  g_string_free (read, TRUE);
  td_block_unref (document);
}

/* Tables of every shape: spans past the edge, no columns, empty rows, absurd sizes. */
static void
test_odd_tables (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint n = 0; n < 150; n++)
    {
      TdBlock *document, *part = new_body (&document);
      TdBlock *table =
          td_block_append (part, td_block_new_table ((guint) g_rand_int_range (random, 0, 3)));
      g_autoptr (TdLayout) layout = NULL;

      for (int c = g_rand_int_range (random, 0, 9); c > 0; c--)
        td_block_add_column (table, NULL, "C", g_rand_int_range (random, 0, 3) == 0 ? 0.7 : 0,
                             TD_ALIGN_DEFAULT);
      for (int r = g_rand_int_range (random, 0, 30); r > 0; r--)
        {
          TdBlock *row = td_block_append (
              table, g_rand_boolean (random) ? td_block_new_row () : td_block_new_group_row ());

          for (int c = g_rand_int_range (random, 0, 80) / 10; c > 0; c--)
            {
              TdBlock *cell = td_block_append (
                  row,
                  td_block_new_cell (g_rand_boolean (random) ? "chữ trong ô khá dài" : NULL, NULL));

              cell->as.cell.column_span = (guint) g_rand_int_range (random, 0, 4);
              cell->as.cell.row_span = g_rand_int_range (random, 0, 9) == 0
                                           ? 100000
                                           : (guint) g_rand_int_range (random, 0, 4);
            }
        }
      layout = td_layout_new (document, td_style_nd30 (), NULL);
      g_assert_cmpuint (td_layout_get_n_pages (layout), >=, 1);
      td_block_unref (document);
    }
}

static void
test_landscape (void)
{
  static const gboolean wanted[N_SAMPLE_PLANS] = { FALSE, FALSE, TRUE, FALSE, TRUE };

  for (int plan = 0; plan < N_SAMPLE_PLANS; plan++)
    {
      g_autoptr (TdLayout) layout = layout_sample (plan);
      double width, height;

      td_layout_get_page_size (layout, 0, &width, &height);
      g_assert_cmpfloat (width, <, height);
      td_layout_get_page_size (layout, td_layout_get_n_pages (layout) - 1, &width, &height);
      g_test_message ("plan %d annex %g x %g", plan, width, height);
      g_assert_cmpint (width > height, ==, wanted[plan]);
    }
}

static void
test_hit_and_locate (void)
{
  g_autoptr (TdLayout) layout = layout_sample (SAMPLE_NUMBERED);
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (TdLayoutRect));
  static const TdSource sources[] = {
    { 2, 1, NULL }, { 2, 2001, NULL }, { 3, 5, NULL }, { 1, 1, "number" }, { 1, 1, "titles" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      TdSource wanted = sources[i], found;
      const TdLayoutRect *rect;

      wanted.field = g_intern_string (wanted.field);
      g_array_set_size (rects, 0);
      g_assert_cmpuint (td_layout_locate (layout, wanted, rects), >, 0);
      rect = &g_array_index (rects, TdLayoutRect, 0);
      g_assert_true (td_layout_hit_test (layout, rect->page, rect->x + rect->width / 2,
                                         rect->y + rect->height / 2, &found));
      g_assert_true (td_source_equal (wanted, found));
    }
}

static void
test_fields (void)
{
  g_autoptr (TdLayout) layout = layout_sample (SAMPLE_POINTS);
  TdLayoutRect signature, seal, rect;

  g_assert_true (td_layout_get_field (layout, TD_LAYOUT_FIELD_NUMBER, &rect));
  g_assert_cmpuint (rect.page, ==, 0);
  g_assert_cmpfloat (rect.width, >, 10);
  g_assert_true (td_layout_get_field (layout, TD_LAYOUT_FIELD_DATE, &rect));
  g_assert_true (td_layout_get_field (layout, TD_LAYOUT_FIELD_SIGNATURE, &signature));
  g_assert_true (td_layout_get_field (layout, TD_LAYOUT_FIELD_SEAL, &seal));
  g_assert_cmpfloat_with_epsilon (seal.x + seal.width, signature.x + signature.width / 3, 0.1);
  g_assert_cmpfloat_with_epsilon (seal.y + seal.height / 2, signature.y + signature.height / 2,
                                  0.1);
}

/* A tree with random edits laid out again with the old words is the tree laid out anew. */
static void
test_incremental (void)
{
  g_autoptr (TdLayout) previous = NULL;

  for (guint seed = 1; seed < 12; seed++)
    {
      g_autoptr (TdBlock) document = sample_big_new (4 + seed % 3, seed / 2);
      TdLayout *next = td_layout_new (document, td_style_nd30 (), previous);
      g_autoptr (TdLayout) fresh = td_layout_new (document, td_style_nd30 (), NULL);
      g_autofree char *a = td_layout_dump (next), *b = td_layout_dump (fresh);

      g_assert_cmpstr (a, ==, b);
      g_clear_pointer (&previous, td_layout_unref);
      previous = next;
    }
}

static void
test_page_equal (void)
{
  g_autoptr (TdBlock) one = sample_big_new (3, 1), two = sample_big_new (3, 1);
  TdBlockText *text =
      (TdBlockText *) td_block_get_text (td_block_child (td_block_child (two, 0), 3));
  g_autofree char *old = text->text;
  g_autoptr (TdLayout) first = td_layout_new (one, td_style_nd30 (), NULL), same = NULL,
                       changed = NULL;

  text->text = g_strdup ("Khác.");
  same = td_layout_new (one, td_style_nd30 (), first);
  changed = td_layout_new (two, td_style_nd30 (), first);
  for (guint i = 0; i < td_layout_get_n_pages (first); i++)
    g_assert_true (td_layout_page_equal (first, i, same, i));
  g_assert_false (td_layout_page_equal (first, 0, changed, 0));
}

static void
test_empty (void)
{
  g_autoptr (TdBlock) document = td_block_new_document (NULL, NULL);
  g_autoptr (TdLayout) none = td_layout_new (document, td_style_nd30 (), NULL);
  g_autoptr (TdLayout) blank = NULL;
  TdSource source;

  g_assert_cmpuint (td_layout_get_n_pages (none), ==, 0);
  g_assert_false (td_layout_hit_test (none, 0, 1, 1, &source));
  td_block_append (document, td_block_new_part (FALSE, TD_ORIENTATION_AUTO, NULL));
  blank = td_layout_new (document, td_style_nd30 (), NULL);
  g_assert_cmpuint (td_layout_get_n_pages (blank), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add_func ("/document/block/tree", test_block_tree);
  g_test_add_func ("/document/prose/lines", test_prose_lines);
  g_test_add_func ("/document/prose/widths", test_prose_widths);
  g_test_add_func ("/document/prose/marks", test_prose_marks);
  g_test_add_func ("/document/prose/hostile", test_prose_hostile);
  g_test_add_func ("/document/layout/threads", test_threads);
  g_test_add_func ("/document/font/vietnamese", test_vietnamese_glyphs);
  g_test_add_func ("/document/layout/page-numbers", test_page_numbers);
  g_test_add_func ("/document/layout/signature-keeps", test_signature_keeps);
  g_test_add_func ("/document/layout/widows", test_widows);
  g_test_add_func ("/document/layout/footnote", test_footnote);
  g_test_add_func ("/document/layout/long-footnote", test_long_footnote);
  g_test_add_func ("/document/layout/many-recipients", test_many_recipients);
  g_test_add_func ("/document/layout/odd-texts", test_odd_texts);
  g_test_add_func ("/document/layout/title-breaks", test_title_breaks);
  g_test_add_func ("/document/layout/landscape", test_landscape);
  g_test_add_func ("/document/layout/hit-and-locate", test_hit_and_locate);
  g_test_add_func ("/document/layout/fields", test_fields);
  g_test_add_func ("/document/rule/nd30-seal", test_fields);
  g_test_add_func ("/document/layout/incremental", test_incremental);
  g_test_add_func ("/document/layout/page-equal", test_page_equal);
  g_test_add_func ("/document/layout/empty", test_empty);
  g_test_add_func ("/document/table/header-rows", test_header_rows_repeat);
  g_test_add_func ("/document/table/long-cell", test_long_cell);
  g_test_add_func ("/document/table/odd", test_odd_tables);
  return g_test_run ();
}
