/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-field-binder.h"

#include <math.h>

/* An object with the three types of property that a field can show. */

#define SUBJECT_TYPE (subject_get_type ())
G_DECLARE_FINAL_TYPE (Subject, subject, SUBJECT, OBJECT, GObject)

struct _Subject
{
  GObject parent_instance;
  char *text;
  gint64 number;
  double real;
  guint n_sets;
};

G_DEFINE_FINAL_TYPE (Subject, subject, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_NUMBER,
  PROP_REAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
subject_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  Subject *self = SUBJECT_OBJECT (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else if (id == PROP_NUMBER)
    g_value_set_int64 (value, self->number);
  else
    g_value_set_double (value, self->real);
}

static void
subject_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  Subject *self = SUBJECT_OBJECT (object);

  self->n_sets++;
  if (id == PROP_TEXT)
    {
      g_free (self->text);
      self->text = g_value_dup_string (value);
    }
  else if (id == PROP_NUMBER)
    self->number = g_value_get_int64 (value);
  else
    self->real = g_value_get_double (value);
}

static void
subject_finalize (GObject *object)
{
  g_free (SUBJECT_OBJECT (object)->text);

  G_OBJECT_CLASS (subject_parent_class)->finalize (object);
}

static void
subject_class_init (SubjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = subject_get_property;
  object_class->set_property = subject_set_property;
  object_class->finalize = subject_finalize;
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NUMBER] = g_param_spec_int64 ("number", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REAL] =
      g_param_spec_double ("real", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_LAX_VALIDATION);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
subject_init (Subject *self)
{
  self->real = NAN;
}

/* A window with two fields; the first one has the focus. */

typedef struct
{
  GtkWidget *window;
  GtkWidget *entry;
  GtkWidget *other;
  GtkWidget *view;
  TdFieldBinder *binder;
  Subject *subject;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->entry = gtk_entry_new ();
  f->other = gtk_entry_new ();
  f->view = gtk_text_view_new ();
  gtk_box_append (GTK_BOX (box), f->entry);
  gtk_box_append (GTK_BOX (box), f->other);
  gtk_box_append (GTK_BOX (box), f->view);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);

  f->subject = g_object_new (SUBJECT_TYPE, "text", "Kế hoạch", NULL);
  f->subject->n_sets = 0;
  f->binder = td_field_binder_attach (f->entry);
  td_field_binder_set_delay (f->binder, 30);
  td_field_binder_bind (f->binder, G_OBJECT (f->subject), "text");
  gtk_widget_grab_focus (f->entry);
  gtk_editable_set_position (GTK_EDITABLE (f->entry), 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->subject);
}

static void
type (GtkWidget *entry, const char *text)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (entry));

  gtk_editable_insert_text (GTK_EDITABLE (entry), text, -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
}

static gboolean
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, set_true, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_shows (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Kế hoạch");
  g_assert_false (td_field_binder_is_dirty (f->binder));
  g_object_set (f->subject, "text", "Báo cáo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Báo cáo");
  g_assert_false (td_field_binder_is_dirty (f->binder));
}

static void
test_rest_commits (Fixture *f, gconstpointer data)
{
  gtk_editable_set_position (GTK_EDITABLE (f->entry), -1);
  type (f->entry, " năm");
  type (f->entry, " 2026");
  g_assert_true (td_field_binder_is_dirty (f->binder));
  g_assert_cmpuint (f->subject->n_sets, ==, 0);
  wait (120);
  g_assert_cmpstr (f->subject->text, ==, "Kế hoạch năm 2026");
  g_assert_cmpuint (f->subject->n_sets, ==, 1);
  g_assert_false (td_field_binder_is_dirty (f->binder));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (f->entry)), ==, 17);
}

static void
test_leaving_commits (Fixture *f, gconstpointer data)
{
  td_field_binder_set_delay (f->binder, 100000);
  type (f->entry, "A ");
  gtk_widget_grab_focus (f->other);
  g_assert_cmpstr (f->subject->text, ==, "A Kế hoạch");
}

static void
test_flush_focus (Fixture *f, gconstpointer data)
{
  td_field_binder_set_delay (f->binder, 100000);
  type (f->entry, "B ");
  g_assert_true (td_field_binder_find (gtk_window_get_focus (GTK_WINDOW (f->window))) == f->binder);
  g_assert_true (td_field_binder_flush_focus (GTK_ROOT (f->window)));
  g_assert_cmpstr (f->subject->text, ==, "B Kế hoạch");
}

static void
test_dirty_is_kept (Fixture *f, gconstpointer data)
{
  td_field_binder_set_delay (f->binder, 100000);
  type (f->entry, "C ");
  g_object_set (f->subject, "text", "của người khác", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "C Kế hoạch");
  td_field_binder_flush (f->binder);
  g_assert_cmpstr (f->subject->text, ==, "C Kế hoạch");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  td_field_binder_set_delay (f->binder, 100000);
  g_assert_false (td_field_binder_undo (f->binder));
  type (f->entry, "D");
  g_assert_true (td_field_binder_undo (f->binder));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Kế hoạch");
  g_assert_false (td_field_binder_is_dirty (f->binder));

  /* After a commit the steps of the field are gone: Ctrl+Z means the last action. */
  type (f->entry, "E");
  td_field_binder_flush (f->binder);
  g_assert_false (td_field_binder_undo (f->binder));
  g_assert_cmpstr (f->subject->text, ==, "EKế hoạch");
}

static void
test_empty_is_null (Fixture *f, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "");
  td_field_binder_flush (f->binder);
  g_assert_null (f->subject->text);
}

static void
test_rebind (Fixture *f, gconstpointer data)
{
  g_autoptr (GObject) second = g_object_new (SUBJECT_TYPE, "text", "Hai", NULL);

  td_field_binder_set_delay (f->binder, 100000);
  type (f->entry, "F ");
  td_field_binder_bind (f->binder, second, "text");
  g_assert_cmpstr (f->subject->text, ==, "F Kế hoạch");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Hai");
  td_field_binder_bind (f->binder, NULL, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "");
  g_assert_false (gtk_widget_get_sensitive (f->entry));
}

static void
test_numbers (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *property;
    const char *text;
    gboolean taken;
    double value;
  } cases[] = {
    { "number", "12", TRUE, 12 },     { "number", "1,5", FALSE, 12 },
    { "number", "x", FALSE, 12 },     { "number", "", TRUE, 0 },
    { "real", "98,5", TRUE, 98.5 },   { "real", "98.25", TRUE, 98.25 },
    { "real", "98 %", FALSE, 98.25 }, { "real", "", TRUE, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double value;

      td_field_binder_bind (f->binder, G_OBJECT (f->subject), cases[i].property);
      gtk_editable_set_text (GTK_EDITABLE (f->entry), cases[i].text);
      g_assert_cmpint (td_field_binder_flush (f->binder), ==, cases[i].taken);
      g_assert_cmpint (gtk_widget_has_css_class (f->entry, "error"), ==, !cases[i].taken);
      value = g_str_equal (cases[i].property, "number") ? (double) f->subject->number
                                                        : f->subject->real;
      g_assert_true (isnan (cases[i].value) ? isnan (value) : value == cases[i].value);
      g_assert_cmpint (td_field_binder_is_dirty (f->binder), ==, !cases[i].taken);
      gtk_editable_set_text (GTK_EDITABLE (f->entry), "0");
      td_field_binder_bind (f->binder, G_OBJECT (f->subject), "text");
      if (g_str_equal (cases[i].property, "number"))
        f->subject->number = cases[i].taken ? (gint64) cases[i].value : 12;
      else
        f->subject->real = cases[i].value;
    }
}

static void
test_text_view (Fixture *f, gconstpointer data)
{
  TdFieldBinder *binder = td_field_binder_attach (f->view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (f->view));

  td_field_binder_set_delay (binder, 100000);
  td_field_binder_bind (binder, G_OBJECT (f->subject), "text");
  gtk_widget_grab_focus (f->view);
  gtk_text_buffer_insert_at_cursor (buffer, "Một\nhai ", -1);
  g_assert_true (td_field_binder_is_dirty (binder));
  g_assert_true (td_field_binder_undo (binder));
  g_assert_false (td_field_binder_is_dirty (binder));
  gtk_text_buffer_insert_at_cursor (buffer, "Một\n", -1);
  gtk_widget_grab_focus (f->other);
  g_assert_cmpstr (f->subject->text, ==, "Một\nKế hoạch");
}

int
main (int argc, char **argv)
{
#define TEST(name, func)                                                                           \
  g_test_add ("/widget/field-binder/" name, Fixture, NULL, set_up, func, tear_down)
  gtk_test_init (&argc, &argv, NULL);

  TEST ("shows", test_shows);
  TEST ("rest-commits", test_rest_commits);
  TEST ("leaving-commits", test_leaving_commits);
  TEST ("flush-focus", test_flush_focus);
  TEST ("dirty-is-kept", test_dirty_is_kept);
  TEST ("undo", test_undo);
  TEST ("empty-is-null", test_empty_is_null);
  TEST ("rebind", test_rebind);
  TEST ("numbers", test_numbers);
  TEST ("text-view", test_text_view);

  return g_test_run ();
}
