/** One of each list makes a prompt. */
export const ENGLISH = {
  subjects: [
    "amber serum bottle",
    "porcelain coffee cup",
    "white running sneaker",
    "girl in a yellow coat",
    "stack of ceramic mugs",
    "green glass vial",
    "basket of ripe pears",
    "paper lantern",
    "folded linen shirt",
    "brushed steel kettle",
    "small wooden horse",
    "leather travel bag",
  ],
  places: [
    "on wet stone",
    "on a velvet pedestal",
    "in a pine forest after snow",
    "beside a terracotta arch",
    "on a quiet beach",
    "against a seamless paper backdrop",
    "on a marble kitchen counter",
    "under a skylight",
    "in tall summer grass",
    "on a round mirror",
  ],
  lights: [
    "low golden hour light",
    "soft window light from the left",
    "hard noon sun with crisp shadows",
    "blue hour with one warm lamp",
    "overcast diffused light",
    "low light, deep shadows",
    "rim light from behind",
  ],
  moods: [
    "calm editorial still life",
    "playful poster, flat colour",
    "premium cosmetics key visual",
    "cinematic concept art",
    "clean e-commerce packshot",
    "painterly storybook page",
  ],
  details: [
    "leave room for a headline at the top",
    "fine film grain",
    "water droplets on the surface",
    "no text, no people",
    "shallow depth of field",
    "label sharp and readable",
    "muted palette with one accent",
  ],
} as const;

export const RUSSIAN = {
  subjects: [
    "флакон сыворотки из янтарного стекла",
    "фарфоровая кофейная чашка",
    "белый беговой кроссовок",
    "девочка в жёлтом пальто",
    "стопка керамических кружек",
    "корзина спелых груш",
    "бумажный фонарь",
    "льняная рубашка",
    "стальной чайник",
    "деревянная лошадка",
  ],
  places: [
    "на мокром камне",
    "на бархатном подиуме",
    "в сосновом лесу после снега",
    "у терракотовой арки",
    "на пустом пляже",
    "на бесшовном бумажном фоне",
    "на мраморной столешнице",
    "в высокой летней траве",
  ],
  lights: [
    "тёплый закатный свет",
    "мягкий свет из окна слева",
    "жёсткое полуденное солнце",
    "синий час и одна лампа",
    "рассеянный пасмурный свет",
    "контровой свет",
  ],
  moods: [
    "спокойный редакционный натюрморт",
    "игривый плакат, плоский цвет",
    "премиальный ключевой визуал",
    "кинематографичный концепт",
    "чистый снимок для каталога",
  ],
  details: [
    "сверху оставить место для заголовка",
    "лёгкое зерно плёнки",
    "капли воды на поверхности",
    "без текста и людей",
    "малая глубина резкости",
    "приглушённая палитра с одним акцентом",
  ],
} as const;

/** Lines that are never sent. */
export const NOTES = [
  "client likes the second one",
  "try a colder version",
  "сравнить с прошлой серией",
  "for the spring set",
];

export const TAGS = ["hero", "packshot", "social", "to retouch", "approved", "на обложку", "архив"];
